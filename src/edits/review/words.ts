import type { Standing } from "./reviewedFile";
import type { Counts } from "./review";

/** `+3 −1`. */
export function countsInWords({ added, removed }: Counts): string {
  return [...(added > 0 ? [`+${added}`] : []), ...(removed > 0 ? [`−${removed}`] : [])].join(" ");
}

/** Why a proposal does not hold any more, as a sentence without its end. */
export function standingInWords(standing: Standing, name: string): string {
  switch (standing) {
    case "fits":
      return `${name} is as it was`;
    case "changed":
      return `${name} has changed since the edit was proposed`;
    case "gone":
      return `${name} was deleted since the edit was proposed`;
    case "exists":
      return `${name} exists by now`;
  }
}

/** The same in two words, for a list. */
export function standingInBrief(standing: Standing): string {
  switch (standing) {
    case "fits":
      return "";
    case "changed":
      return "changed meanwhile";
    case "gone":
      return "deleted meanwhile";
    case "exists":
      return "exists by now";
  }
}
