import { lineAfter, lineBefore, type Snapshot } from "./snapshot";

/** How much is suggested: the rest of the line, or the statements of a block. */
export type Extent = "line" | "block";

const OPENS_BLOCK = /(?:[{([]|=>|->|:|\b(?:do|then|else|begin))$/;
/** What an editor closes by itself, and tags: a suggestion in front of it is still at the end of its line. */
const ONLY_CLOSERS = /^(?:[)\]}>"'`]|<\/[\w.:-]*>)*\s*[;:,{]?$/;

/** Whether a suggestion can be of use here; where it cannot, only an explicit request is answered. */
export function isUsefulPlace(snapshot: Snapshot): boolean {
  return ONLY_CLOSERS.test(lineAfter(snapshot).trim());
}

export function extentAt(snapshot: Snapshot): Extent {
  if (lineAfter(snapshot).trim() !== "") {
    return "line";
  }
  const before = lineBefore(snapshot).trim();
  return before === "" || OPENS_BLOCK.test(before) || snapshot.explicit ? "block" : "line";
}
