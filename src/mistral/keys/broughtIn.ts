/** What became of the keys that were brought in, each told by its place among them, from 1. */
export interface BroughtIn {
  readonly stored: number;
  /** Of the stored ones. */
  readonly unchecked: number;
  readonly known: number;
  readonly refused: readonly number[];
}

/** Says it to a person, without a word of any key. */
export function sentencesOf({ stored, unchecked, known, refused }: BroughtIn): string {
  const all = [
    stored === 0 ? "No key was stored." : `${keys(stored)} stored.`,
    unchecked > 0 && `${unchecked} of them could not be checked.`,
    known > 0 && `${keys(known)} known already.`,
    refused.length > 0 && `${keys(refused.length)} refused and left out (${places(refused)}).`,
  ];
  return all.filter(Boolean).join(" ");
}

function keys(count: number): string {
  return count === 1 ? "1 key is" : `${count} keys are`;
}

function places(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 5).map((number) => `no. ${number}`);
  return [...shown, ...(numbers.length > shown.length ? ["…"] : [])].join(", ");
}
