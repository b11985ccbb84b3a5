import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Grammars } from "../../src/completion/syntax/grammars";
import { root } from "../vscode/paths";

/** The grammars as they lie in the package that they come from; one that cannot be had is an error. */
export const grammars = new Grammars({
  read: (file) => readFile(join(root, "node_modules/@vscode/tree-sitter-wasm/wasm", file)),
  failed: (grammar, error) => {
    throw new Error(`The grammar ${grammar} could not be loaded.`, { cause: error });
  },
});
