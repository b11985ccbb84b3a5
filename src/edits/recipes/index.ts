import { explain } from "./explain";
import { fix } from "./fix";
import type { Recipe } from "./recipe";
import { refactor } from "./refactor";
import { simplify } from "./simplify";
import { writeDocumentation } from "./writeDocumentation";
import { writeTests } from "./writeTests";

/** To add a refactoring, copy `simplify.ts`, add a line here, and its command to `package.json`. */
export const RECIPES: readonly Recipe[] = [refactor, fix, simplify, writeDocumentation, writeTests, explain];
