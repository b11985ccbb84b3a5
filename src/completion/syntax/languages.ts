/** The grammar of a language that has one, by the name in its file's name. The C++ grammar reads C too. */
const GRAMMARS: Readonly<Record<string, string>> = {
  typescript: "typescript",
  typescriptreact: "tsx",
  javascript: "javascript",
  javascriptreact: "javascript",
  python: "python",
  go: "go",
  rust: "rust",
  java: "java",
  csharp: "c-sharp",
  c: "cpp",
  cpp: "cpp",
  "objective-c": "cpp",
  css: "css",
  ruby: "ruby",
  php: "php",
  shellscript: "bash",
};

export function grammarOf(languageId: string): string | undefined {
  return Object.hasOwn(GRAMMARS, languageId) ? GRAMMARS[languageId] : undefined;
}

/** What has to lie beside the extension: the parser itself, and one file for each grammar. */
export function grammarFile(grammar: string): string {
  return `tree-sitter-${grammar}.wasm`;
}

export const PARSER_FILE = "tree-sitter.wasm";

/** All that ships. */
export const GRAMMAR_FILES: readonly string[] = [PARSER_FILE, ...new Set(Object.values(GRAMMARS).map(grammarFile))];
