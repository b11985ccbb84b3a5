export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where a piece of text stands in a document. */
export type Match =
  | ({ readonly kind: "found" } & Place)
  | { readonly kind: "missing" }
  | { readonly kind: "ambiguous"; readonly places: number };

/**
 * Finds the one place outside `target` that `wanted` stands at: exactly, else with other line ends, else with other
 * trailing space, else with another indentation. Never by ignoring case, and never the first of several places. If it
 * stands in `target` only, that is the place.
 */
export function findOnce(text: string, wanted: string, target: Place): Match {
  if (wanted === "") {
    return { kind: "missing" };
  }
  const exact = occurrences(text, wanted).map((start) => ({ start, end: start + wanted.length }));
  if (exact.length > 0) {
    return one(exact, target);
  }
  const lines = splitLines(text);
  for (const loosen of [(line: string) => line, (line: string) => line.trimEnd(), (line: string) => line.trim()]) {
    const found = lineMatches(lines, wanted, loosen);
    if (found.length > 0) {
      return one(found, target);
    }
  }
  return { kind: "missing" };
}

function one(places: readonly Place[], target: Place): Match {
  const outside = places.filter(({ start, end }) => end <= target.start || start >= target.end);
  const chosen = outside.length > 0 ? outside : places;
  const [first, second] = chosen;
  return first && !second ? { kind: "found", ...first } : { kind: "ambiguous", places: chosen.length };
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

function lineMatches(lines: readonly Line[], wanted: string, loosen: (line: string) => string): Place[] {
  const target = wanted
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .map(loosen);
  if (target.every((line) => line === "")) {
    return [];
  }
  return lines.flatMap((first, at) => {
    const last = lines[at + target.length - 1];
    if (!last || !target.every((line, offset) => loosen(lines[at + offset]?.text ?? "") === line)) {
      return [];
    }
    const end = last.start + last.text.length;
    return [{ start: first.start, end: wanted.endsWith("\n") ? (lines[at + target.length]?.start ?? end) : end }];
  });
}
