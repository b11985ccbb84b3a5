import { closersBehind } from "./closers";
import { isBlank } from "./lines";
import { lineAfter, lineBefore, type Snapshot } from "./snapshot";
import type { Place, Syntax } from "./syntax";

/** How much is suggested: the rest of the line, of the statement, or the statements of a block. */
export type Extent = "line" | "statement" | "block";

const OPENS_BLOCK = /(?:[{([]|=>|->|:|\b(?:do|then|else|begin))$/;
const OPENS_BRACKET = /[{([]$/;
/** What an editor closes by itself, and tags: a suggestion in front of it is still at the end of its line. */
const ONLY_CLOSERS = /^(?:[)\]}>"'`]|<\/[\w.:-]*>)*\s*[;:,{]?$/;

const EXTENTS: Readonly<Record<Place["kind"], Extent>> = {
  emptyBlock: "block",
  signature: "block",
  comment: "block",
  remark: "line",
  string: "line",
  expression: "statement",
  statement: "statement",
};

/** Whether a suggestion can be of use here; where it cannot, only an explicit request is answered. */
export function isUsefulPlace(snapshot: Snapshot): boolean {
  return ONLY_CLOSERS.test(lineAfter(snapshot).trim());
}

/**
 * By syntax where a grammar is at hand, else by indentation and by what the line ends with. Behind the cursor, what an
 * editor closes by itself changes nothing: the suggestion takes its place.
 */
export function extentAt(snapshot: Snapshot, syntax?: Syntax): Extent {
  if (!isBlank(lineAfter(snapshot)) && (isBlank(lineBefore(snapshot)) || closersBehind(snapshot) === "")) {
    return "line";
  }
  if (snapshot.explicit) {
    return "block";
  }
  const place = syntax?.placeAt(snapshot);
  if (place) {
    return EXTENTS[place.kind];
  }
  const before = lineBefore(snapshot).trim();
  return before === "" || (isBlank(lineAfter(snapshot)) ? OPENS_BLOCK : OPENS_BRACKET).test(before) ? "block" : "line";
}
