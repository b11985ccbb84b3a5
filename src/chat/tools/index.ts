import { readFile } from "./readFile";
import type { Tool } from "./tool";

/** The tools that the chat model has. To add one, copy `readFile.ts` and add a line here. */
export const TOOLS: readonly Tool[] = [readFile];
