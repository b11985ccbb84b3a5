import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Grammars } from "../../../../src/completion/syntax/grammars";
import { TreeSitterSyntax } from "../../../../src/completion/syntax/treeSitterSyntax";

/** The grammars as they lie in the package that they come from. */
export const GRAMMAR_DIRECTORY = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));

/** Grammars that fail the test when one of them cannot be had. */
export const grammars = new Grammars({
  read: (file) => readFile(join(GRAMMAR_DIRECTORY, file)),
  failed: (grammar, error) => {
    throw new Error(`The grammar ${grammar} cannot be had.`, { cause: error });
  },
});

/** The syntax of a language, with its grammar loaded if it has one. */
export async function loadedSyntax(languageId: string): Promise<TreeSitterSyntax> {
  await grammars.load(languageId);
  return new TreeSitterSyntax(grammars);
}
