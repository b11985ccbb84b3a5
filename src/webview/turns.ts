/** A conversation as it is shown: the fold of its events, one at a time, sharing whatever an event leaves alone. */
import type { BranchView, ChatEvent, EndReason, PlaceView, ProblemView, UsageView } from "../chat/protocol";

export interface UserMessage {
  readonly text: string;
  readonly context?: PlaceView;
  /** Which question of the conversation it is, from 1. */
  readonly number: number;
  /** Which of its askings it is, from 1, and of how many. */
  readonly shown: number;
  readonly of: number;
}

export interface TextPart {
  readonly kind: "text";
  readonly text: string;
}

export interface ThinkingPart {
  readonly kind: "thinking";
  readonly text: string;
}

export interface ToolPart {
  readonly kind: "tool";
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
  readonly label: string;
  readonly place?: PlaceView;
  readonly result?: { readonly ok: boolean; readonly summary: string; readonly content: string };
}

export interface ProblemPart {
  readonly kind: "problem";
  readonly problem: ProblemView;
}

/** Something that this version cannot show. */
export interface UnknownPart {
  readonly kind: "unknown";
  readonly why: Extract<ChatEvent, { kind: "unknown" }>["why"];
}

/** From here on text from outside of the workspace stands in the conversation. */
export interface TaintPart {
  readonly kind: "tainted";
  readonly by: string;
}

export type Part = TextPart | ThinkingPart | ToolPart | ProblemPart | UnknownPart | TaintPart;

/** A person's message and everything that was answered to it, in order. */
export interface Turn {
  readonly user?: UserMessage;
  readonly model?: string;
  readonly parts: readonly Part[];
  /** Summed over the requests of the turn. */
  readonly usage?: UsageView;
  readonly end?: EndReason;
  /** Why the problem that ended it is none any more. */
  readonly settled?: string;
}

export type Turns = readonly Turn[];

const emptyTurn: Turn = { parts: [] };

export function addEvent(turns: Turns, event: ChatEvent): Turns {
  if (event.kind === "user") {
    const { text, context } = event;
    const number = (turns.findLast((turn) => turn.user)?.user?.number ?? 0) + 1;
    return [...turns, { ...emptyTurn, user: { text, ...(context && { context }), number, shown: 1, of: 1 } }];
  }
  if (event.kind === "settled") return turns.map((turn) => withSettled(turn, event));
  const last = turns.at(-1) ?? emptyTurn;
  const next = addToTurn(last, event);
  return next === last ? turns : [...turns.slice(0, -1), next];
}

/** The turns of a part of a conversation. @param earlier how many went before */
export function turnsOf(events: readonly ChatEvent[], earlier: number): Turns {
  const turns = events.reduce(addEvent, []);
  return turns.map((turn) =>
    turn.user ? { ...turn, user: { ...turn.user, number: turn.user.number + earlier } } : turn,
  );
}

/** Tells the questions that were asked more than once which of their askings they are. */
export function withBranches(turns: Turns, branches: readonly BranchView[]): Turns {
  return turns.map((turn) => {
    const branch = branches.find(({ question }) => question === turn.user?.number);
    return turn.user && branch ? { ...turn, user: { ...turn.user, shown: branch.shown, of: branch.of } } : turn;
  });
}

function addToTurn(turn: Turn, event: Exclude<ChatEvent, { kind: "user" | "settled" }>): Turn {
  switch (event.kind) {
    case "model":
      return { ...withoutEnd(turn), model: event.model };
    case "text":
    case "thinking":
      return event.delta === "" ? turn : withDelta(turn, event.kind, event.delta);
    case "toolCall": {
      const { kind: _, ...call } = event;
      return withPart(turn, { kind: "tool", ...call });
    }
    case "toolResult":
      return withResult(turn, event);
    case "usage":
      return { ...turn, usage: turn.usage ? sum(turn.usage, event.usage) : event.usage };
    case "problem":
      return withPart(turn, { kind: "problem", problem: event.problem });
    case "end":
      return { ...turn, end: event.reason };
    case "tainted":
      return withPart(turn, { kind: "tainted", by: event.by });
    case "unknown":
      return withPart(turn, { kind: "unknown", why: event.why });
  }
}

/** It goes on. */
function withoutEnd({ end: _reached, ...turn }: Turn): Turn {
  return turn;
}

function withSettled(turn: Turn, { actions, sentence }: Extract<ChatEvent, { kind: "settled" }>): Turn {
  const isCured = ({ problem: { action } }: ProblemPart) => action !== undefined && actions.includes(action);
  return turn.parts.some((part) => part.kind === "problem" && isCured(part)) ? { ...turn, settled: sentence } : turn;
}

function withPart(turn: Turn, part: Part): Turn {
  return { ...turn, parts: [...turn.parts, part] };
}

function withDelta(turn: Turn, kind: "text" | "thinking", delta: string): Turn {
  const last = turn.parts.at(-1);
  if (last?.kind !== kind) return withPart(turn, { kind, text: delta });
  return { ...turn, parts: [...turn.parts.slice(0, -1), { kind, text: last.text + delta }] };
}

function withResult(turn: Turn, { id, ok, summary, content }: Extract<ChatEvent, { kind: "toolResult" }>): Turn {
  const index = turn.parts.findIndex((part) => part.kind === "tool" && part.id === id && !part.result);
  const call = turn.parts[index];
  if (call?.kind !== "tool") return turn;
  return { ...turn, parts: turn.parts.with(index, { ...call, result: { ok, summary, content } }) };
}

function sum(a: UsageView, b: UsageView): UsageView {
  return {
    prompt: a.prompt + b.prompt,
    completion: a.completion + b.completion,
    cached: a.cached + b.cached,
  };
}
