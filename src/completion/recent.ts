import type { Snapshot, Suggestion } from "./snapshot";
import { restOfLine } from "./trim/restOfLine";

const KEPT = 50;
/** How much text before and after the cursor must agree for an answer to be the same one. */
const NEAR = 400;
/** What an editor writes behind the cursor when an opening bracket or quote is typed. */
const CLOSED_BY_EDITOR = /^[)\]}>"'`]+/;

interface Answer {
  readonly before: string;
  /** Of all the text before the cursor. */
  readonly length: number;
  readonly after: string;
  readonly languageId: string;
  readonly suggestion: Suggestion;
}

/** The latest suggestions: whoever types what one says, or deletes back into it, sees its rest at once. */
export class RecentSuggestions {
  private readonly answers: Answer[] = [];

  add(snapshot: Snapshot, suggestion: Suggestion): void {
    this.answers.unshift({
      before: snapshot.prefix.slice(-NEAR),
      length: snapshot.prefix.length,
      after: snapshot.suffix.slice(0, NEAR),
      languageId: snapshot.languageId,
      suggestion,
    });
    this.answers.length = Math.min(this.answers.length, KEPT);
  }

  /** The rest of a suggestion whose beginning has been typed since. */
  find(snapshot: Snapshot): Suggestion | undefined {
    for (const answer of this.answers) {
      const rest = answer.languageId === snapshot.languageId ? restOf(answer, snapshot) : undefined;
      if (rest) {
        return rest;
      }
    }
    return undefined;
  }
}

function restOf(answer: Answer, snapshot: Snapshot): Suggestion | undefined {
  const typed = typedOf(answer, snapshot);
  if (typed === undefined) {
    return undefined;
  }
  const { suggestion, after } = answer;
  const rest = { ...suggestion, text: suggestion.text.slice(typed) };
  if (isAfter(snapshot.suffix, after)) {
    return rest;
  }
  const closers = CLOSED_BY_EDITOR.exec(snapshot.suffix)?.[0] ?? "";
  const isClosed = closers.split("").some((_, at) => isAfter(snapshot.suffix.slice(at + 1), after));
  return isClosed && typed > 0 && suggestion.replaces === 0
    ? restOfLine.trim(rest, snapshot, { cut: false })
    : undefined;
}

function isAfter(suffix: string, after: string): boolean {
  return after.length < NEAR ? suffix === after : suffix.startsWith(after);
}

/** How many characters of the suggestion stand before the cursor now; undefined if it does not belong here. */
function typedOf({ before, length, suggestion: { text } }: Answer, { prefix }: Snapshot): number | undefined {
  const fits = (typed: number) => typed >= 0 && typed < text.length && prefix.endsWith(before + text.slice(0, typed));
  if (fits(prefix.length - length)) {
    return prefix.length - length;
  }
  if (before.length < NEAR) {
    return undefined;
  }
  // A full window has moved on with the cursor, so its length tells nothing.
  const near = prefix.slice(-(NEAR + text.length - 1));
  for (let at = near.indexOf(before); at !== -1; at = near.indexOf(before, at + 1)) {
    const typed = near.length - at - NEAR;
    if (fits(typed)) {
      return typed;
    }
  }
  return undefined;
}
