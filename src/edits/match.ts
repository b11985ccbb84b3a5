/** Where a piece of text stands in a document. */
export type Match =
  | { readonly kind: "found"; readonly start: number; readonly end: number; readonly exact: boolean }
  | { readonly kind: "missing" }
  | { readonly kind: "ambiguous"; readonly places: number };

/**
 * Finds the one place that `wanted` stands at: exactly, else with other line ends, else with other trailing space,
 * else with another indentation. Never by ignoring case, and never the first of several places.
 */
export function findOnce(text: string, wanted: string): Match {
  if (wanted === "") {
    return { kind: "missing" };
  }
  const exact = occurrences(text, wanted);
  if (exact.length > 0) {
    return one(
      exact.map((start) => ({ start, end: start + wanted.length })),
      true,
    );
  }
  const lines = splitLines(text);
  const wantedLines = wanted.replace(/\r?\n$/, "").split(/\r?\n/);
  for (const loosen of [(line: string) => line, (line: string) => line.trimEnd(), (line: string) => line.trim()]) {
    const found = lineMatches(lines, wantedLines, loosen);
    if (found.length > 0) {
      return one(found, false);
    }
  }
  return { kind: "missing" };
}

function one(places: readonly { start: number; end: number }[], exact: boolean): Match {
  const [first] = places;
  return places.length === 1 && first
    ? { kind: "found", ...first, exact }
    : { kind: "ambiguous", places: places.length };
}

function occurrences(text: string, wanted: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    found.push(at);
  }
  return found;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

function splitLines(text: string): Line[] {
  let start = 0;
  return text.split("\n").map((raw) => {
    const line = { text: raw.replace(/\r$/, ""), start };
    start += raw.length + 1;
    return line;
  });
}

function lineMatches(lines: readonly Line[], wanted: readonly string[], loosen: (line: string) => string) {
  const found: { start: number; end: number }[] = [];
  const target = wanted.map(loosen);
  if (target.every((line) => line === "")) {
    return found;
  }
  for (let at = 0; at + target.length <= lines.length; at++) {
    if (target.every((line, offset) => loosen(lines[at + offset]?.text ?? "") === line)) {
      const first = lines[at];
      const last = lines[at + target.length - 1];
      if (first && last) {
        found.push({ start: first.start, end: last.start + last.text.length });
      }
    }
  }
  return found;
}
