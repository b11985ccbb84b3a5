/** Names, numbers, and each other character that is not white space. */
const TOKEN = /[\p{L}\p{N}_$]+|\S/gu;
/** More than any suggestion has; the place it was accepted at may have grown beyond measure. */
const MOST_ACCEPTED = 1_500;
const MOST_NOW = 2_500;

/**
 * How much of an accepted text still stands where it was accepted: the characters of the longest sequence of its tokens
 * that is there, in their order, by all its characters. White space does not count, so a formatter changes nothing.
 * @returns 0–1
 */
export function remainsOf(accepted: string, now: string): number {
  const before = tokensOf(accepted, MOST_ACCEPTED);
  const after = tokensOf(now, MOST_NOW);
  const all = lengthOf(before);
  if (all === 0) {
    return 1;
  }
  let start = 0;
  while (start < before.length && before[start] === after[start]) {
    start++;
  }
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) {
    same++;
  }
  const middle = common(before.slice(start, before.length - same), after.slice(start, after.length - same));
  return (lengthOf(before.slice(0, start)) + middle + lengthOf(before.slice(before.length - same))) / all;
}

function tokensOf(text: string, most: number): string[] {
  return (text.match(TOKEN) ?? []).slice(0, most);
}

function lengthOf(tokens: readonly string[]): number {
  return tokens.reduce((sum, token) => sum + token.length, 0);
}

/** The characters of the heaviest common subsequence. */
function common(before: readonly string[], after: readonly string[]): number {
  let above = new Float64Array(after.length + 1);
  for (const token of before) {
    const row = new Float64Array(after.length + 1);
    for (let at = 0; at < after.length; at++) {
      row[at + 1] = token === after[at] ? (above[at] ?? 0) + token.length : Math.max(above[at + 1] ?? 0, row[at] ?? 0);
    }
    above = row;
  }
  return above[after.length] ?? 0;
}
