/** What the demo knows about a programming language. */
export interface Language {
  readonly name: string;
  /** Behind the fence of a code block. */
  readonly fence: string;
  /** What a comment line begins with. */
  readonly comment: string;
  /** A declaration at the top level; the groups are `kind` (left out: function) and `name`. */
  readonly symbol: RegExp;
}

const typescript: Omit<Language, "name" | "fence"> = {
  comment: "//",
  symbol:
    /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:(?<kind>function|class|interface|enum|type)\*?\s+(?<name>[\w$]+)|const\s+(?<constant>[\w$]+)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:\([^)]*\)|[\w$]+)\s*(?::[^=]+)?=>)/,
};
const generic = /^(?:\w+\s+)*?(?<kind>class|interface|struct|enum|trait|record|fun|function|sub|def)\s+(?<name>\w+)/;

const languages: Readonly<Record<string, Language>> = {
  ts: { name: "TypeScript", fence: "ts", ...typescript },
  mts: { name: "TypeScript", fence: "ts", ...typescript },
  tsx: { name: "TypeScript React", fence: "tsx", ...typescript },
  js: { name: "JavaScript", fence: "js", ...typescript },
  mjs: { name: "JavaScript", fence: "js", ...typescript },
  cjs: { name: "JavaScript", fence: "js", ...typescript },
  jsx: { name: "JavaScript React", fence: "jsx", ...typescript },
  py: { name: "Python", fence: "python", comment: "#", symbol: /^(?:async\s+)?(?<kind>def|class)\s+(?<name>\w+)/ },
  go: {
    name: "Go",
    fence: "go",
    comment: "//",
    symbol: /^(?:func\s+(?:\([^)]*\)\s*)?(?<name>\w+)|(?<kind>type)\s+(?<constant>\w+))/,
  },
  rs: {
    name: "Rust",
    fence: "rust",
    comment: "//",
    symbol: /^(?:pub(?:\([^)]*\))?\s+)?(?:async\s+)?(?<kind>fn|struct|enum|trait|mod)\s+(?<name>\w+)/,
  },
  java: { name: "Java", fence: "java", comment: "//", symbol: generic },
  kt: { name: "Kotlin", fence: "kotlin", comment: "//", symbol: generic },
  cs: { name: "C#", fence: "csharp", comment: "//", symbol: generic },
  php: { name: "PHP", fence: "php", comment: "//", symbol: generic },
  rb: { name: "Ruby", fence: "ruby", comment: "#", symbol: generic },
  sh: { name: "Shell", fence: "sh", comment: "#", symbol: /^(?:function\s+)?(?<name>\w+)\s*\(\)/ },
  c: { name: "C", fence: "c", comment: "//", symbol: generic },
  h: { name: "C", fence: "c", comment: "//", symbol: generic },
  cpp: { name: "C++", fence: "cpp", comment: "//", symbol: generic },
  css: { name: "CSS", fence: "css", comment: "//", symbol: /^(?<kind>@\w+)\s+(?<name>[\w-]+)/ },
  html: { name: "HTML", fence: "html", comment: "//", symbol: generic },
  json: { name: "JSON", fence: "json", comment: "//", symbol: /^ {2}"(?<name>[^"]+)"(?<kind>:)/ },
  yml: { name: "YAML", fence: "yaml", comment: "#", symbol: /^(?<name>[\w-]+)(?<kind>:)/ },
  yaml: { name: "YAML", fence: "yaml", comment: "#", symbol: /^(?<name>[\w-]+)(?<kind>:)/ },
  md: { name: "Markdown", fence: "md", comment: "", symbol: /^(?<kind>#{1,6})\s+(?<name>.+)/ },
};

const plain: Language = { name: "text", fence: "", comment: "#", symbol: generic };

const kinds: Readonly<Record<string, string>> = {
  def: "function",
  fn: "function",
  fun: "function",
  sub: "function",
  ":": "key",
};

export const extensionOf = (path: string): string => /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";

export const languageOf = (path: string): Language => languages[extensionOf(path)] ?? plain;

/** Says whether a word in a question looks like a file that the demo could read. */
export const isKnownExtension = (extension: string): boolean => extension in languages || extension === "txt";

export interface FoundSymbol {
  readonly kind: string;
  readonly name: string;
  /** From 0. */
  readonly line: number;
}

/** What the text declares at its top level. */
export function symbolsOf(lines: readonly string[], language: Language): FoundSymbol[] {
  return lines.flatMap((text, line) => {
    const groups = language.symbol.exec(text)?.groups;
    const name = groups?.["name"] ?? groups?.["constant"];
    if (name === undefined) return [];
    const kind = groups?.["kind"] ?? "function";
    return [{ kind: kinds[kind] ?? (kind.startsWith("#") ? "section" : kind), name, line }];
  });
}
