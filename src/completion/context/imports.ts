/** One import: where from, and what by name if it says. */
export interface Import {
  readonly from: string;
  readonly names: readonly string[];
}

const PATTERNS: readonly RegExp[] = [
  // ECMAScript, and what bundlers and old modules write.
  /^[ \t]*(?:import|export)\b([^"'`;]*?)\bfrom\s*["']([^"'\n]+)["']/gm,
  /^[ \t]*(?:(?:const|let|var|import|export)\b[^\n=]*=\s*)?()(?:await\s+)?(?:import|require)\s*\(?\s*["']([^"'\n]+)["']/gm,
  // Python.
  /^[ \t]*from\s+([.\w]+)\s+import\s+(\([^)]*\)|[^\n]+)/gm,
  // Python, Java, Kotlin, Scala, C#, Swift.
  /^[ \t]*(?:import|using)\s+(?:static\s+)?([\w.]+(?:\.\*)?)/gm,
  // Rust.
  /^[ \t]*(?:pub\s+)?use\s+((?:\w+::)*)(\{[^}]*\}|\w+|\*)/gm,
  /^[ \t]*(?:pub\s+)?mod\s+(\w+)\s*;/gm,
  // C and C++.
  /^[ \t]*#\s*(?:include|import)\s*["<]([^">\n]+)[">]/gm,
  // Go: a block of paths.
  /^[ \t]*(?:import\s+)?(?:[\w.]+[ \t]+)?"([\w./-]+)"\s*$/gm,
  // PHP, Ruby.
  /^[ \t]*(?:require|require_relative|include)(?:_once)?\s*\(?["']([^"'\n]+)["']/gm,
];

const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** What the file imports, in the words that it uses itself. */
export function importsOf(text: string): Import[] {
  const found = new Map<string, Set<string>>();
  const add = (from: string, names: string) => {
    const known = found.get(from) ?? new Set();
    for (const name of names.match(NAME) ?? []) known.add(name);
    found.set(from, known);
  };
  PATTERNS.forEach((pattern, kind) => {
    for (const [, first = "", second = ""] of text.matchAll(pattern)) {
      if (kind <= 1) add(second, first);
      else if (kind === 4) add(`${first}${second.startsWith("{") ? "" : second}`, second);
      else add(first, second);
    }
  });
  return [...found].map(([from, names]) => ({ from, names: [...names] }));
}
