import { codeOf } from "./code";

const NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
/** What stands right before or right after a name that is declared there, in any of the languages that are measured. */
const DECLARING: readonly RegExp[] = [
  `\\b(?:const|let|var|val|function\\*?|class|interface|type|enum|struct|trait|def|fn|func|fun|module|mod|namespace|record|object|import|as|for|catch|except)\\s+\\(?(?:mut\\s+|const\\s+|let\\s+|var\\s+)?(${NAME})`,
  // Parameters, fields and entries with a type or a value, and assignments that introduce a name.
  `(${NAME})\\??\\s*(?::(?!:)|=(?![=>]))`,
  // A type before a name: `Type name =`, `List<Type> name,`.
  `(?<!\\b(?:of|in|return|new|await|typeof|throw|else|case|yield|not|and|or|is))(?<=[\\w>\\]?*&])\\s+[*&]?(${NAME})\\s*(?=[=;,)])`,
  `(${NAME})\\s*=>`,
  // A method.
  `^\\s*(?:[\\w<>[\\],.?]+\\s+)*(${NAME})\\s*(?:<[^>]*>)?\\([^)]*\\)[^;]*[{:]\\s*$`,
].map((pattern) => new RegExp(pattern, "gmu"));
/** What is taken apart, or the parameters of an arrow function. */
const PATTERNS = new RegExp(
  `\\b(?:const|let|var|val)\\s*([{[(][^=]*)=|\\(([^()]*)\\)\\s*(?::[^=]*)?=>|<([^<>()]*)>\\(`,
  "gu",
);

/** Names that lines of code declare, as far as their text can tell. */
export function declaredIn(path: string, lines: readonly string[]): ReadonlySet<string> {
  const code = codeOf(path, lines.join("\n"));
  const found = new Set<string>();
  for (const pattern of DECLARING) {
    for (const [, name] of code.matchAll(pattern)) if (name !== undefined) found.add(name);
  }
  for (const [, ...parts] of code.matchAll(PATTERNS)) {
    for (const part of parts) for (const name of part?.match(new RegExp(NAME, "gu")) ?? []) found.add(name);
  }
  return found;
}
