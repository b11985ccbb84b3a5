/** Everything the view shows, as a pure fold over what the host says. */
import type { ChatStatus, Cure, ProblemView, ToWebview } from "../chat/protocol";
import { addEvent, type Turns, turnsOf, withBranches } from "./turns";

/** What the buttons that cure problems say, once the host has said so. */
export type Labels = Readonly<Partial<Record<Cure, string>>>;

export interface ViewState {
  /** True until a snapshot comes, and again when an event was missed; events are not taken meanwhile. */
  readonly stale: boolean;
  readonly conversation?: string;
  /** The number of the last event in `turns`. */
  readonly seq: number;
  readonly turns: Turns;
  /** How many turns of the conversation went before them, which the page has not. */
  readonly earlier: number;
  /** What has gone wrong at the end has been told to the person before. */
  readonly isTold: boolean;
  readonly status: ChatStatus;
  readonly labels: Labels;
  readonly tokenColors: Readonly<Record<string, string>>;
  /** What an empty chat offers. */
  readonly examples: readonly string[];
  /** What the host has kept of the message box, once it has said so. */
  readonly keptDraft?: string;
  /** A message that waited and comes back into the box, and how many did before it. */
  readonly edit?: { readonly text: string; readonly number: number };
  /** How often the host has asked for the caret to be in the message box. */
  readonly focusRequests: number;
  /** What became of the message sent last. */
  readonly reply?: { readonly sendId: number; readonly problem?: ProblemView };
}

export const initialState: ViewState = {
  stale: true,
  seq: 0,
  turns: [],
  earlier: 0,
  isTold: true,
  status: { busy: false },
  labels: {},
  tokenColors: {},
  examples: [],
  focusRequests: 0,
};

export function receive(state: ViewState, message: ToWebview): ViewState {
  switch (message.type) {
    case "snapshot": {
      const { conversation, seq, earlier, isTold, status, branches } = message;
      const turns = withBranches(turnsOf(message.events, earlier), branches);
      return { ...state, stale: false, conversation, seq, earlier, isTold, status, turns };
    }
    case "event":
      return receiveEvent(state, message);
    case "status":
      return { ...state, status: message.status };
    case "labels":
      return { ...state, labels: message.cures };
    case "tokenColors":
      return { ...state, tokenColors: message.colors };
    case "draft":
      return { ...state, keptDraft: message.text };
    case "examples":
      return { ...state, examples: message.examples };
    case "edit":
      return { ...state, edit: { text: message.text, number: (state.edit?.number ?? 0) + 1 } };
    case "focus":
      return { ...state, focusRequests: state.focusRequests + 1 };
    case "accepted":
      return { ...state, reply: { sendId: message.sendId } };
    case "rejected":
      return { ...state, reply: { sendId: message.sendId, problem: message.problem } };
  }
}

function receiveEvent(state: ViewState, message: Extract<ToWebview, { type: "event" }>): ViewState {
  if (state.stale) return state;
  if (message.conversation !== state.conversation) return { ...state, stale: true };
  if (message.seq <= state.seq) return state;
  if (message.seq > state.seq + 1) return { ...state, stale: true };
  const isTold = state.isTold && message.event.kind !== "problem";
  return { ...state, seq: message.seq, isTold, turns: addEvent(state.turns, message.event) };
}

/** Whether the last turn of the conversation is being answered now. */
export function isAnswering(state: ViewState): boolean {
  const last = state.turns.at(-1);
  return state.status.busy && last !== undefined && last.end === undefined;
}
