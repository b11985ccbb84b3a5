// A bundle of its own (`dist/syntax.js`), loaded when the first grammar is: activation does not wait for it.
import * as wasm from "@vscode/tree-sitter-wasm";

/** Node hands a CommonJS package to an ES module as its default export. */
export const { Language, Parser } = ("default" in wasm ? wasm.default : wasm) as typeof wasm;
