import { followBrackets } from "../brackets";
import type { Extent } from "../extent";
import { type MoveAbove, moved } from "../moveAbove";
import type { Snapshot, Suggestion } from "../snapshot";
import { restOfLine } from "../trim/restOfLine";
import { RadixTrie } from "./radixTrie";

/** A day of one person's typing comes back to no more places than these. */
const CAPACITY = 500;
/** How much text after the cursor must be the same for an answer to be the same one. */
const NEAR = 400;
/** What an editor writes behind the cursor when opening brackets or quotes are typed. */
const CLOSERS = /^[)\]}>"'`]*/;
/** So many lines of them at most are looked at, each with what stands behind them. */
const MOVED = /^\n[ \t]*[)\]}>"'`]+/;
const MOST_MOVED = 8;

interface Answer {
  readonly key: string;
  readonly after: string;
  readonly suggestion: Suggestion | undefined;
  readonly facts: AnswerFacts;
}

/** How an answer came to be. */
export interface AnswerFacts {
  readonly extent: Extent;
  /** It was not asked for: the model went on after what was. */
  readonly ahead: boolean;
}

/** What is known for a place. */
export interface Known {
  /** Undefined: it is known that there is nothing to suggest. */
  readonly suggestion: Suggestion | undefined;
  readonly facts: AnswerFacts;
  /** How many of the answer's characters stand before the cursor already. */
  readonly typed: number;
}

/**
 * The latest answers, by all the text before the cursor. An answer serves the place that it was given for and every
 * place behind it whose text begins as the answer does; that nothing is to be said is remembered as well.
 */
export class Answers {
  private readonly trie = new RadixTrie<Answer>();
  /** The least recently used first. */
  private readonly order = new Set<Answer>();

  /** @param suggestion undefined: the model had nothing to say that is worth showing */
  add(snapshot: Snapshot, suggestion: Suggestion | undefined, facts: AnswerFacts): void {
    const answer: Answer = { key: keyOf(snapshot), after: snapshot.suffix.slice(0, NEAR), suggestion, facts };
    const [there] = this.trie.beginningsOf(answer.key);
    if (there?.length === answer.key.length) {
      // The same place was asked about again: the new answer takes the old one's place.
      for (const other of there.values.filter(({ after }) => after === answer.after)) {
        this.forget(other);
      }
    }
    this.trie.add(answer.key, answer);
    this.order.add(answer);
    const [oldest] = this.order;
    if (this.order.size > CAPACITY && oldest) {
      this.forget(oldest);
    }
  }

  /** What is known below a change stays known. */
  moved(move: MoveAbove): void {
    for (const answer of [...this.order]) {
      const { document } = move;
      const prefix = answer.key.startsWith(`${document}\n`)
        ? moved(move, { document, prefix: answer.key.slice(document.length + 1) })
        : undefined;
      if (prefix !== undefined) {
        this.forget(answer);
        const again = { ...answer, key: keyOf({ document, prefix }) };
        this.trie.add(again.key, again);
        this.order.add(again);
      }
    }
  }

  /** The best that is known: the rest of the answer whose place is nearest, or that there is nothing to say. */
  find(snapshot: Snapshot): Known | undefined {
    const key = keyOf(snapshot);
    let nothing: Known | undefined;
    for (const { length, values } of this.trie.beginningsOf(key)) {
      const typed = key.length - length;
      for (const answer of values.toReversed()) {
        const known = restOf(answer, key.slice(length), snapshot);
        if (known) {
          this.order.delete(answer);
          this.order.add(answer);
          return { suggestion: known, facts: answer.facts, typed };
        }
        if (answer.suggestion === undefined && typed === 0 && isAfter(snapshot.suffix, answer.after)) {
          nothing = { suggestion: undefined, facts: answer.facts, typed };
        }
      }
    }
    return nothing;
  }

  private forget(answer: Answer): void {
    this.order.delete(answer);
    this.trie.remove(answer.key, answer);
  }
}

/** Windows of one document begin at the same place, unless one has moved on by a whole step. */
function keyOf({ document, prefix }: Pick<Snapshot, "document" | "prefix">): string {
  return `${document}\n${prefix}`;
}

function restOf({ suggestion, after }: Answer, typed: string, snapshot: Snapshot): Suggestion | undefined {
  if (!suggestion?.text.startsWith(typed) || suggestion.text.length === typed.length) {
    return undefined;
  }
  const rest = { ...suggestion, text: suggestion.text.slice(typed.length) };
  if (isAfter(snapshot.suffix, after)) {
    return rest;
  }
  const between = typed === "" ? undefined : closedSince(snapshot.suffix, after);
  if (between === undefined) {
    return undefined;
  }
  // What the editor has moved to the lines below is closed there.
  const [here = "", ...below] = between.split("\n");
  const text = below.length > 0 ? untilClosed(rest.text, here.split("").toReversed()) : rest.text;
  return text.trim() === "" ? undefined : restOfLine.trim({ text, replaces: 0 }, snapshot, { cut: false });
}

/**
 * What an editor has written behind the cursor since `after` stood there: typing a bracket makes it write another one,
 * typing that one passes over it, and a line end between the two moves the second to a line of its own.
 */
function closedSince(suffix: string, after: string): string | undefined {
  const end = after.replace(CLOSERS, "");
  const isWhole = after.length < NEAR;
  let length = CLOSERS.exec(suffix)?.[0].length ?? 0;
  for (let moved = 0; moved <= MOST_MOVED; moved++) {
    const rest = suffix.slice(length);
    if (isWhole ? rest === end : rest.startsWith(end)) {
      return suffix.slice(0, length);
    }
    const next = MOVED.exec(rest)?.[0].length ?? 0;
    if (next === 0) {
      return undefined;
    }
    length += next;
  }
  return undefined;
}

/** `text` up to the line with which something is closed that neither it nor what is `open` before has opened. */
function untilClosed(text: string, open: readonly string[]): string {
  const lines = text.split("\n");
  const end = lines.findIndex((_, at) => followBrackets(lines.slice(0, at + 1).join("\n"), open).stray > 0);
  return end === -1 ? text : lines.slice(0, end).join("\n").trimEnd();
}

function isAfter(suffix: string, after: string): boolean {
  return after.length < NEAR ? suffix === after : suffix.startsWith(after);
}
