import { lineAfter, type Snapshot, type Suggestion } from "../../../src/completion/snapshot";
import { endOf } from "../../../src/completion/stop";
import { TRIM_RULES, trimmed } from "../../../src/completion/trim";
import type { Case, Output } from "./cases";
import { throughEngine } from "./throughEngine";

/** Whether two texts are the same in the eyes of a measure. */
export type Measure = (said: string, truth: string) => boolean;

/** Nothing but white space may differ. */
export const strictly: Measure = (said, truth) => withoutSpace(said) === withoutSpace(truth);

/**
 * CrossCodeEval's measure, in which the published figures are: comments are left out, and for it everything behind
 * `//` or `#` is one, an address in a string too.
 */
export const asPublished: Measure = (said, truth) => statements(said) === statements(truth);

const withoutSpace = (text: string) => text.replace(/\s+/g, "");

function statements(text: string): string {
  return text
    .replace(/#.*/g, "")
    .replace(/\/\/.*/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** A raw answer and what a person would get of it, each with what then follows on its line. */
export interface Shown {
  readonly output: Output;
  readonly language: string;
  readonly raw: string;
  readonly shown: string;
  readonly truth: string;
}

/** What would be shown of an answer in line mode, with one of the trim rules left out. */
export function show(output: Output, one: Case, snapshot: Snapshot, without?: string): Shown {
  const text = output.output.replaceAll("\r", "");
  const end = endOf(text, snapshot, "line", false) ?? endOf(text, snapshot, "line", true);
  const rules = Object.entries(TRIM_RULES).flatMap(([name, rule]) => (name === without ? [] : [rule]));
  const suggestion = trimmed(text.slice(0, end), snapshot, { cut: false }, rules);
  return shownOf(output, one, snapshot, suggestion);
}

/** What would be shown of an answer by the whole engine, with what the language's grammar knows. */
export async function showWhole(output: Output, one: Case, snapshot: Snapshot): Promise<Shown> {
  const suggestion = await throughEngine(output.output.replaceAll("\r", ""), snapshot);
  return shownOf(output, one, snapshot, suggestion);
}

function shownOf(output: Output, one: Case, snapshot: Snapshot, suggestion: Suggestion | undefined): Shown {
  const rest = lineAfter(snapshot);
  return {
    output,
    language: one.language,
    raw: output.output + rest,
    shown: suggestion ? suggestion.text + rest.slice(suggestion.replaces) : rest,
    truth: one.truth + rest,
  };
}

export interface Shares {
  readonly raw: number;
  readonly shown: number;
  /** Of the raw answers that are right. */
  readonly destroyed: number;
}

/** Shares of 1, rounded to four digits. */
export function sharesOf(all: readonly Shown[], measure: Measure): Shares {
  const right = all.filter(({ raw, truth }) => measure(raw, truth));
  const destroyed = right.filter(({ shown, truth }) => !measure(shown, truth));
  return {
    raw: share(right.length, all.length),
    shown: share(all.filter(({ shown, truth }) => measure(shown, truth)).length, all.length),
    destroyed: share(destroyed.length, right.length),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
