import type { TextEdit } from "../change";
import { withLineEnds } from "../lineEnds";
import { findOnce, type Found, type Match, type Scope } from "./find";
import { keepingLines } from "./keepLines";
import { behindTrailingSpace, eolAround, indentOf, isBlank, lineNumberAt } from "./lines";
import { type Nearest, nearestTo } from "./nearest";
import { overlap, type Place } from "./place";
import { shiftBehindFirst, shifted, type Unfit } from "./shift";
import { cleanedOf } from "./slips";

/** One change as models write it: what stands there now, and what is to stand there. */
export interface SearchReplace extends Pick<Scope, "wholeLines" | "among"> {
  readonly find: string;
  readonly replace: string;
  /** Where that is, in the text as it was, for an edit whose place is known. `find` does not count. */
  readonly at?: Place;
}

/** Why a change does not fit. `edit` is its number in the call, from 0. */
export type EditProblem = { readonly edit: number } & (
  | { readonly kind: "empty" }
  /** `partOf`: lines (from 1) on which it is a part of longer names. */
  | { readonly kind: "missing"; readonly nearest: Nearest | undefined; readonly partOf: readonly number[] }
  /** `lines`: on which it begins, from 1. */
  | { readonly kind: "ambiguous"; readonly lines: readonly number[] }
  /** It only adds lines, and nothing says where. */
  | { readonly kind: "nowhere" }
  /** An edit of the same call has changed that text. */
  | { readonly kind: "overlaps" }
  /** What it would write has a secret's placeholder that does not belong in this file. */
  | { readonly kind: "secret"; readonly placeholder: string }
  | { readonly kind: "unfit"; readonly unfit: Unfit["unfit"]; readonly line: number }
);

export type Edited =
  | { readonly kind: "edited"; readonly text: string }
  | { readonly kind: "refused"; readonly problems: readonly EditProblem[] };

/**
 * Makes several changes of one text: all of them, or none. They may touch, and a later one may speak of what an earlier one
 * has written; where a piece stands in the text as it was, that is the place.
 * @param given a change that stands at a known place; what is looked for is looked for beside it first
 */
export function editText(text: string, edits: readonly SearchReplace[], given?: TextEdit): Edited {
  const work = new Work(text);
  if (given) {
    work.replace(given, given.newText);
  }
  const problems = edits.flatMap((edit, at) => {
    const problem = work.apply(edit, given);
    return problem ? [{ edit: at, ...problem }] : [];
  });
  return problems.length > 0 ? { kind: "refused", problems } : { kind: "edited", text: work.text };
}

type Problem = EditProblem extends infer One ? (One extends EditProblem ? Omit<One, "edit"> : never) : never;

class Work {
  text: string;
  private readonly done: { readonly start: number; readonly end: number; readonly grows: number }[] = [];

  constructor(private readonly before: string) {
    this.text = before;
  }

  replace({ start, end }: Place, newText: string): void {
    this.text = this.text.slice(0, start) + newText + this.text.slice(end);
    this.done.push({ start, end, grows: newText.length - (end - start) });
  }

  apply(edit: SearchReplace, besides: Place | undefined): Problem | undefined {
    if (edit.at) {
      return this.insert(edit.at, edit.replace);
    }
    if (edit.find.trim() === "") {
      return { kind: "empty" };
    }
    const given = this.place(edit.find, { ...edit, besides });
    if (!("problem" in given)) {
      return this.write(given, edit);
    }
    // A reading that leaves something out is for what stands nowhere, not even in part.
    const { problem } = given;
    if (problem.kind === "missing" && problem.partOf.length === 0) {
      for (const cleaned of cleanedOf(edit.find, edit.replace)) {
        const match = isBlank(cleaned.find) ? undefined : this.place(cleaned.find, { ...edit, ...cleaned, besides });
        if (match && !("problem" in match)) {
          return this.write(match, cleaned);
        }
        if (match && match.problem.kind === "ambiguous") {
          return match.problem;
        }
      }
      return { ...problem, nearest: nearestTo(this.text, edit.find) };
    }
    return problem;
  }

  private insert(at: Place, text: string): Problem | undefined {
    const place = this.carried(at);
    if (!place) {
      return { kind: "overlaps" };
    }
    this.replace(place, withLineEnds(text, eolAround(this.text, place.start, place.end)));
    return undefined;
  }

  private write(found: Found, { find, replace }: SearchReplace): Problem | undefined {
    const match = { ...found, end: endOfLines(this.text, found) };
    const newText = replacementFor(this.text, match, find, replace);
    if (typeof newText !== "string") {
      return { kind: "unfit", unfit: newText.unfit, line: lineNumberAt(this.text, match.start) };
    }
    this.replace(match, newText);
    return undefined;
  }

  /** In the text as it is by now. */
  private place(find: string, scope: Scope): Found | { readonly problem: Problem } {
    const original = findOnce(this.before, find, scope);
    const carried = original.kind === "found" ? this.carried(original) : undefined;
    if (original.kind === "found" && carried && original.way === "exact") {
      return { ...original, ...carried };
    }
    const now = this.done.length > 0 ? findOnce(this.text, find, { ...scope, besides: undefined }) : original;
    if (original.kind === "found" && carried) {
      // What an earlier edit has written may be read more closely than what was there: then nobody knows which was meant.
      const isElsewhere = now.kind === "found" && now.start !== carried.start;
      return isElsewhere ? { problem: this.ambiguous([carried, now]) } : { ...original, ...carried };
    }
    if (now.kind === "found") {
      return now;
    }
    return { problem: original.kind === "found" ? { kind: "overlaps" } : this.problemOf(original) };
  }

  /** Where a place of the text as it was is by now; undefined if it has been changed. */
  private carried(place: Place): Place | undefined {
    let { start, end } = place;
    for (const edit of this.done) {
      if (overlap({ start, end }, edit)) {
        return undefined;
      }
      const moved = start >= edit.end ? edit.grows : 0;
      start += moved;
      end += moved;
    }
    return { start, end };
  }

  private problemOf(match: Exclude<Match, Found>): Problem {
    if (match.kind === "ambiguous") {
      return { kind: "ambiguous", lines: match.places.map(({ start }) => lineNumberAt(this.before, start)) };
    }
    const partOf = match.partOf.map(({ start }) => lineNumberAt(this.before, start));
    return { kind: "missing", nearest: undefined, partOf };
  }

  private ambiguous(places: readonly Place[]): Problem {
    return { kind: "ambiguous", lines: places.map(({ start }) => lineNumberAt(this.text, start)) };
  }
}

/** The space at the end of a line goes with the line, where all of it was found. */
function endOfLines(text: string, { start, end }: Place): number {
  const lineStart = text.lastIndexOf("\n", end - 1) + 1;
  return start <= lineStart || isBlank(text.slice(lineStart, start)) ? behindTrailingSpace(text, end) : end;
}

/** With the indentation and the line ends of what it replaces. */
function replacementFor(text: string, match: Found, find: string, replace: string): string | Unfit {
  const plain = withLineEnds(replace, "\n");
  const known = new Set(withLineEnds(find, "\n").split("\n"));
  const lineStart = text.lastIndexOf("\n", match.start - 1) + 1;
  const before = text.slice(lineStart, match.start).replace(/^\ufeff/, "");
  const gaveOneLine = !withLineEnds(find, "\n").replace(/\n$/, "").includes("\n");
  const lostIndent = gaveOneLine && before !== "" && indentOf(before) === before;
  const fitted = lostIndent
    ? shifted(plain, shiftBehindFirst(plain, before), 1, known)
    : shifted(plain, match.shift, 0, known);
  if (typeof fitted !== "string") {
    return fitted;
  }
  const ended = (lines: string) => (match.lacksLineEnd ? lines.replace(/\n$/, "") : lines);
  return keepingLines(text, match, ended(withLineEnds(find, "\n")), ended(plain), ended(fitted));
}
