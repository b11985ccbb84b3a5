import { indentOf, isBlank } from "./lines";
import { linesWithinLiterals } from "./literals";

/** How a text must be moved so that it stands as the document does. */
export interface Shift {
  readonly add: string;
  readonly remove: string;
}

export const NO_SHIFT: Shift = { add: "", remove: "" };

/** What was found cannot be replaced by that without a guess about white space. */
export interface Unfit {
  readonly unfit: "indentation" | "literal";
}

/**
 * The one shift that makes all of `given` indented like `wanted`, line for line, with what is further in just as far further in;
 * undefined if there is none.
 */
export function shiftBetween(given: readonly string[], wanted: readonly string[]): Shift | undefined {
  const indents = given.flatMap((line, at) =>
    isBlank(line) ? [] : [[indentOf(line), indentOf(wanted[at] ?? "")] as const],
  );
  const [least] = indents.toSorted((a, b) => a[0].length - b[0].length);
  if (!least) {
    return undefined;
  }
  const [from, to] = least;
  const isCommon = indents.every(([a, b]) => a.startsWith(from) && b === to + a.slice(from.length));
  return isCommon ? withoutCommonEnd(from, to) : undefined;
}

function withoutCommonEnd(from: string, to: string): Shift {
  let common = 0;
  while (common < Math.min(from.length, to.length) && from.at(-1 - common) === to.at(-1 - common)) {
    common++;
  }
  return { remove: from.slice(0, from.length - common), add: to.slice(0, to.length - common) };
}

/**
 * Moves the lines of a text from `firstLine` (from 0) on. White space within a text that goes over several lines is
 * content: such a line is moved only if it stood in what was found, and so is known to have been moved before.
 * @param known the lines that stood in what was found, as the model wrote them
 */
export function shifted(text: string, shift: Shift, firstLine: number, known: ReadonlySet<string>): string | Unfit {
  if (shift.add === "" && shift.remove === "") {
    return text;
  }
  const lines = text.split("\n");
  const literal = linesWithinLiterals(text);
  for (let at = firstLine; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (isBlank(line)) {
      continue;
    }
    if (literal.has(at) && !known.has(line)) {
      return { unfit: "literal" };
    }
    if (!line.startsWith(shift.remove)) {
      return { unfit: "indentation" };
    }
    const rest = inSameUnit(line.slice(shift.remove.length), shift);
    if (rest === undefined) {
      return { unfit: "indentation" };
    }
    lines[at] = shift.add + rest;
  }
  return lines.join("\n");
}

/** What stands behind a shift that trades spaces for tabs, or tabs for spaces, is traded alike; undefined if that does not go. */
function inSameUnit(rest: string, { add, remove }: Shift): string | undefined {
  const [from, to] = [remove[0], add[0]];
  const isTrade = from !== undefined && to !== undefined && from !== to && isAll(remove, from) && isAll(add, to);
  const further = indentOf(rest);
  if (!isTrade || further === "" || !isAll(further, from)) {
    return rest;
  }
  const length = (further.length * add.length) / remove.length;
  return Number.isInteger(length) ? to.repeat(length) + rest.slice(further.length) : undefined;
}

function isAll(text: string, character: string): boolean {
  return text === character.repeat(text.length);
}

/** What a line ends with after which the next one is indented further, or closes it. */
const OPENS = /[:{([]\s*$|=>\s*$|\b(?:then|do|else|begin)\s*$/;

/**
 * How the lines behind the first one are to be moved where the model gave one line without its indentation, and several for
 * it: it has either lost the first line's indentation alone, and the others stand as they should, or everybody's.
 * @param indent of the line in the document
 */
export function shiftBehindFirst(replacement: string, indent: string): Shift {
  const [first = "", ...others] = replacement.split("\n");
  const rest = others.filter((line) => !isBlank(line));
  const next = rest[0];
  if (next === undefined || indent === "") {
    return NO_SHIFT;
  }
  const all = { add: indent, remove: "" };
  if (!rest.every((line) => line.startsWith(indent))) {
    return all;
  }
  const closes = /^[)\]}]|^end\b/.test(next.trim());
  return OPENS.test(first) && indentOf(next) === indent && !closes ? all : NO_SHIFT;
}

/**
 * A replacement with the indentation of what it replaces, where the model has lost it: of the first line, or of all. White
 * space in texts over several lines is content and stays; so does a line that has less than would be taken away.
 * @param before what stands before the replaced text on its first line
 */
export function asIndented(replacement: string, original: string, before: string): string {
  if (!isBlank(before)) {
    return replacement.trimStart();
  }
  const wanted = before + indentOf(firstOf(original));
  const given = indentOf(firstOf(replacement));
  if (before === "" && wanted === given) {
    return replacement;
  }
  const lines = replacement.split("\n");
  const literal = linesWithinLiterals(replacement);
  const at = lines.findIndex((line) => !isBlank(line));
  const fromFirst = lines.slice(at).join("\n");
  const behind =
    given === "" || before !== ""
      ? shiftBehindFirst(fromFirst.slice(given.length), wanted)
      : { add: wanted, remove: given };
  return lines
    .map((line, number) => {
      if (number === at) {
        return wanted.slice(before.length) + line.slice(given.length);
      }
      const moves = !isBlank(line) && !literal.has(number) && line.startsWith(behind.remove);
      return moves ? behind.add + line.slice(behind.remove.length) : line;
    })
    .slice(before === "" ? 0 : at)
    .join("\n");
}

function firstOf(text: string): string {
  return text.split("\n").find((line) => !isBlank(line)) ?? "";
}
