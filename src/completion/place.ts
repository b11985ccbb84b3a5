import { isUsefulPlace } from "./extent";
import type { Quiet } from "./quiet";
import type { Snapshot } from "./snapshot";
import type { Place } from "./syntax";

const WORD = /^[\p{L}\p{N}_$]$/u;

/** Why nothing is suggested here unasked, if so. */
export function placeProblem(snapshot: Snapshot): Extract<Quiet, "midWord" | "restOfLine"> | undefined {
  if (isUsefulPlace(snapshot)) {
    return undefined;
  }
  return WORD.test(snapshot.prefix.slice(-1)) && WORD.test(snapshot.suffix.charAt(0)) ? "midWord" : "restOfLine";
}

/** Which of the places that a person can switch off it is, if any. */
export function switchedPlace(place: Place | undefined): "inComment" | "inString" | undefined {
  if (place?.kind === "comment" || place?.kind === "remark") {
    return "inComment";
  }
  return place?.kind === "string" ? "inString" : undefined;
}
