import { endsLine, isBlank, type Line, lineNumberAt, linesOf, startsLine } from "./lines";
import { overlap, type Place } from "./place";
import { NO_SHIFT, type Shift, shiftBetween } from "./shift";
import { View } from "./view";
import { isWhole } from "./whole";

/** Where a piece of text stands in a document. */
export interface Found extends Place {
  readonly kind: "found";
  /** How closely it was read. */
  readonly way: "exact" | "evened" | "moved";
  /** What the piece's lines lack, or have too much. */
  readonly shift: Shift;
  /** The piece ends with a line end that the file's last line has not. */
  readonly lacksLineEnd: boolean;
}

export type Match =
  | Found
  /** `partOf`: it does stand there, but as a part of longer names. */
  | { readonly kind: "missing"; readonly partOf: readonly Place[] }
  | { readonly kind: "ambiguous"; readonly places: readonly Place[] };

/** What narrows down where a piece is looked for. */
export interface Scope {
  /** A stretch that is not looked at, unless it stands there only. */
  readonly besides?: Place | undefined;
  /** It begins and ends with a line. */
  readonly wholeLines?: boolean | undefined;
  /** It begins on this line, from 1. */
  readonly line?: number | undefined;
  /** Which of several places may be meant. */
  readonly among?: ((text: string, places: readonly Place[]) => readonly Place[]) | undefined;
}

/**
 * Finds the one place that `wanted` stands at: exactly, else with other line ends, else with other trailing space, else moved
 * as a whole to another indentation. Never within a name, never by ignoring case, and never one of several places: a
 * looser way of reading is tried only where a closer one finds nothing.
 */
export function findOnce(text: string, wanted: string, scope: Scope = {}): Match {
  if (wanted.trim() === "") {
    return { kind: "missing", partOf: [] };
  }
  const exact = occurrences(text, wanted).map((place) => found("exact", place));
  const whole = exact.filter((place) => isWhole(text, place));
  // Nobody who is shown a file sees which of its lines end with CRLF, or whether the last one has an end.
  const hidesEnds = (wanted.includes("\n") && text.includes("\r\n")) || (wanted.endsWith("\n") && !text.endsWith("\n"));
  for (const places of [
    () => (hidesEnds ? [] : whole),
    () => evened(text, wanted, 0),
    () => evened(text, wanted, 1),
    () => moved(text, wanted),
  ]) {
    const candidates = places().filter((place) => isWithin(text, place, scope));
    if (candidates.length > 0) {
      return only(text, candidates, scope);
    }
  }
  return { kind: "missing", partOf: exact };
}

function isWithin(text: string, place: Place, { wholeLines, line }: Scope): boolean {
  return (!wholeLines || isLines(text, place)) && (line === undefined || lineNumberAt(text, place.start) === line);
}

/** Whether a stretch begins where a line begins, and ends where one ends. */
function isLines(text: string, { start, end }: Place): boolean {
  return startsLine(text, start) && (startsLine(text, end) || endsLine(text, end));
}

function only(text: string, places: readonly Found[], { besides, among }: Scope): Match {
  const outside = besides ? places.filter((place) => !overlap(place, besides)) : places;
  const chosen = outside.length > 0 ? outside : places;
  const meant = among && chosen.length > 1 ? new Set(among(text, chosen)) : undefined;
  const left = meant ? chosen.filter((place) => meant.has(place)) : chosen;
  const [first, second] = left;
  return first && !second ? first : { kind: "ambiguous", places: left.length > 0 ? left : chosen };
}

function found(way: Found["way"], place: Place, shift = NO_SHIFT, lacksLineEnd = false): Found {
  return { kind: "found", way, start: place.start, end: place.end, shift, lacksLineEnd };
}

function occurrences(text: string, wanted: string): Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    places.push({ start: at, end: at + wanted.length });
  }
  return places;
}

/** What does not count, more with each way of reading. */
const EVENED = [(line: string) => line, (line: string) => line.replace(/[ \t]+$/, "")] as const;

function evened(text: string, wanted: string, way: 0 | 1): Found[] {
  const view = new View(text, EVENED[way]);
  const looked = evenedWanted(wanted, way);
  if (isBlank(looked)) {
    return [];
  }
  const endsWithLine = looked.endsWith("\n");
  const whole = endsWithLine && !view.text.endsWith("\n") ? `${view.text}\n` : view.text;
  const isLineEnd = (at: number) => at >= whole.length || whole[at] === "\n";
  // Space that was taken off the last line did say that the line ends there.
  const lostSpace = way === 1 && !endsWithLine && /[ \t]$/.test(wanted);
  return occurrences(whole, looked)
    .filter((place) => isWhole(whole, place) && (!lostSpace || isLineEnd(place.end)))
    .map((place) => {
      const lacksLineEnd = place.end > view.text.length;
      return found(
        "evened",
        view.placeOf({ start: place.start, end: Math.min(place.end, view.text.length) }),
        NO_SHIFT,
        lacksLineEnd,
      );
    });
}

function evenedWanted(wanted: string, way: 0 | 1): string {
  return wanted.split(/\r?\n/).map(EVENED[way]).join("\n");
}

/** Whole lines that stand further in, or further out, all alike. */
function moved(text: string, wanted: string): Found[] {
  const lines = linesOf(text);
  const asked = wanted.split(/\r?\n/);
  const endsWithLine = asked.at(-1) === "";
  const looked = endsWithLine ? asked.slice(0, -1) : asked;
  return lines.flatMap((first, at) => {
    const shift = shiftOf(looked, lines, at);
    const last = lines[at + looked.length - 1];
    if (shift === undefined || last === undefined) {
      return [];
    }
    const end = last.start + last.text.length + (endsWithLine ? last.eol.length : 0);
    return [found("moved", { start: first.start, end }, shift, endsWithLine && last.eol === "")];
  });
}

function shiftOf(wanted: readonly string[], lines: readonly Line[], from: number): Shift | undefined {
  const there: string[] = [];
  for (const [at, line] of wanted.entries()) {
    const text = lines[from + at]?.text;
    if (text === undefined || bare(line) !== bare(text)) {
      return undefined;
    }
    there.push(text);
  }
  return shiftBetween(wanted, there);
}

function bare(line: string): string {
  return line.trim();
}
