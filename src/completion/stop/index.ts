import { endOfBlock } from "./endOfBlock";
import { endOfLine } from "./endOfLine";
import { lineBelow } from "./lineBelow";
import type { StopRule } from "./rule";

/** The rule that ends a suggestion first has it. To add one, copy `endOfLine.ts` and add a line here. */
export const STOP_RULES: readonly StopRule[] = [endOfLine, endOfBlock, lineBelow];
