import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";

export const CURSOR = "█";

/** The place that `CURSOR` marks in `source`. */
export function marked(source: string, languageId = "typescript", explicit = false): Snapshot {
  const [prefix, suffix, ...more] = source.split(CURSOR);
  if (prefix === undefined || suffix === undefined || more.length > 0) {
    throw new Error(`One ${CURSOR} is wanted in ${JSON.stringify(source)}`);
  }
  return {
    document: `file:///${languageId}`,
    path: `src/file.${languageId}`,
    languageId,
    indentation: languageId === "go" ? "\t" : "  ",
    prefix,
    suffix,
    explicit,
  };
}

/** The document once the suggestion is accepted, with the cursor where it stands then. */
export function accepted({ prefix, suffix }: Snapshot, suggestion: Suggestion | undefined): string {
  return suggestion
    ? `${prefix}${suggestion.text}${CURSOR}${suffix.slice(suggestion.replaces)}`
    : `${prefix}${CURSOR}${suffix}`;
}
