import { withLineEnds, withoutFence } from "../lineEnds";
import { isBlank } from "./lines";

/** What is looked for and what it becomes, without something around it that is no code. */
export interface Cleaned {
  readonly find: string;
  readonly replace: string;
  /** It must stand there as whole lines. */
  readonly wholeLines?: boolean;
  /** It must begin on this line, from 1. */
  readonly line?: number;
}

/** An edit as it may have been meant, where what is looked for does not stand in the file as it was written. */
export function* cleanedOf(find: string, replace: string): Generator<Cleaned> {
  const bare = { find: withoutFence(find), replace: withoutFence(replace) };
  if (bare.find !== find) {
    yield bare;
  }
  const unnumbered = withoutNumbers(bare);
  if (unnumbered) {
    yield unnumbered;
  }
  const trimmed = withoutBlankEnds(bare);
  if (trimmed) {
    yield trimmed;
  }
}

/** As listings have them ahead of a line; a colon is more often code. */
const NUMBER = /^[ \t]*(\d+)([|→\t:])/;

/** Lines that still have the numbers of the listing that they were copied from. */
function withoutNumbers({ find, replace }: Cleaned): Cleaned | undefined {
  const lines = withLineEnds(find, "\n").split("\n");
  const counted = lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  const numbers = counted.map((line) => NUMBER.exec(line));
  const first = Number(numbers[0]?.[1]);
  const isListing = numbers.every((number, at) => Number(number?.[1]) === first + at);
  const isColon = numbers.some((number) => number?.[2] === ":");
  if (!isListing || (isColon && counted.length === 1)) {
    return undefined;
  }
  const strip = (text: string) =>
    withLineEnds(text, "\n")
      .split("\n")
      .map((line) => line.replace(NUMBER, ""))
      .join("\n");
  return {
    find: strip(find),
    replace: strip(replace),
    wholeLines: true,
    ...(counted.length === 1 ? { line: first } : {}),
  };
}

/** Without blank lines at the ends that stand in both texts. */
function withoutBlankEnds({ find, replace }: Cleaned): Cleaned | undefined {
  const from = withLineEnds(find, "\n").split("\n");
  const to = withLineEnds(replace, "\n").split("\n");
  const start = from.findIndex((line) => !isBlank(line));
  const end = from.length - 1 - from.findLastIndex((line) => !isBlank(line));
  // The last of them is only the end of a line.
  const trailing = Math.max(0, end - 1);
  if (start <= 0 && trailing === 0) {
    return undefined;
  }
  const blankIn = (lines: readonly string[]) => lines.findIndex((line) => !isBlank(line));
  const head = Math.min(start, Math.max(0, blankIn(to)));
  const tail = Math.min(trailing, Math.max(0, blankIn(to.toReversed()) - 1));
  return {
    find: from.slice(start, from.length - trailing).join("\n"),
    replace: to.slice(head, to.length - tail).join("\n"),
    wholeLines: true,
  };
}
