/**
 * What the chat's host and its webview say to each other, and what a conversation is made of.
 * The only file of ours that the webview may import besides its own.
 */

import type { Cure } from "../mistral/errors";

export type { Cure } from "../mistral/errors";

/** What went wrong, as a person reads it. */
export interface ProblemView {
  /** One sentence that says what to do. */
  readonly sentence: string;
  readonly action?: Cure;
  /** What else helps: where to go for it, and a sentence about that. */
  readonly hint?: { readonly url: string; readonly label: string; readonly about: string };
}

/** A place in the workspace. Lines are 1-based and inclusive. */
export interface PlaceView {
  /** As the model names it: relative to its workspace folder, with forward slashes. */
  readonly path: string;
  readonly startLine?: number;
  readonly endLine?: number;
}

/** Text of a file that the model was given. */
export interface SourceView {
  /** As the model names it. */
  readonly path: string;
  /** 1-based and inclusive; missing where all of it was given. */
  readonly lines?: { readonly first: number; readonly last: number };
  /** 0 where it was only named. */
  readonly characters: number;
}

/** Why an answer ended. `stopped`: the person pressed Stop. `interrupted`: the window closed or the host died. */
export type EndReason = "complete" | "length" | "stopped" | "problem" | "interrupted";

/** Tokens of one request to the model. */
export interface UsageView {
  readonly prompt: number;
  readonly completion: number;
  readonly cached: number;
}

/**
 * One step of a conversation. A conversation is a tree of events, of which one path is shown; the webview and what a
 * model sees are both folds over that path. A turn runs from `user` to `end`; a `model` behind its
 * end says that it goes on.
 */
export type ChatEvent =
  | {
      readonly kind: "user";
      readonly text: string;
      readonly context?: PlaceView;
      /** How many characters of `context` stand in `text`; none if it was only named. */
      readonly quoted?: number;
      readonly at: number;
    }
  | { readonly kind: "model"; readonly model: string }
  | { readonly kind: "text"; readonly delta: string }
  | { readonly kind: "thinking"; readonly delta: string }
  | {
      readonly kind: "toolCall";
      readonly id: string;
      readonly name: string;
      /** JSON as the model wrote it; may be broken. */
      readonly arguments: string;
      /** What a person reads, such as `Read src/a.ts, lines 1–40`. */
      readonly label: string;
      readonly place?: PlaceView;
    }
  | {
      readonly kind: "toolResult";
      readonly id: string;
      readonly ok: boolean;
      /** One line, such as `40 of 212 lines`. */
      readonly summary: string;
      /** What the model was given. */
      readonly content: string;
      readonly sources?: readonly SourceView[];
    }
  /** From here on the conversation holds text from outside of the workspace: grants and modes do not speak for the person. */
  | { readonly kind: "tainted"; readonly by: string }
  | { readonly kind: "usage"; readonly usage: UsageView }
  | { readonly kind: "problem"; readonly problem: ProblemView }
  | { readonly kind: "end"; readonly reason: EndReason }
  /** Of the history alone: something that this version cannot read. It stays on the disk as it is. */
  | { readonly kind: "unknown"; readonly why: "newer" | "damaged" }
  /** After the end: what stood in the way of answers has been dealt with, wherever a problem offered one of these. */
  | { readonly kind: "settled"; readonly actions: readonly Cure[]; readonly sentence: string };

/** Why nothing is asked of the model yet, though a message is to be answered. */
export interface WaitView {
  /** One sentence but for its end, which is the time that is left, such as `The rate limit is reached; going on in`. */
  readonly sentence: string;
  /** Counted from when this was posted: the host's clock may be another machine's. */
  readonly milliseconds: number;
  /** Such as `attempt 2 of 4`, where it is asked once more. */
  readonly attempt?: string;
}

/** A question that was asked more than once, each time with an answer of its own. All is counted from 1. */
export interface BranchView {
  /** Which question of those that are shown. */
  readonly question: number;
  /** Which of its askings is shown, in the order of time. */
  readonly shown: number;
  readonly of: number;
}

/** A message that is sent when the answer before it is there. */
export interface QueuedView {
  readonly id: number;
  readonly text: string;
}

/** What a person says to a question: only now, for this chat, for the workspace; not now, or not at any time. */
export type Choice = "once" | "chat" | "workspace" | "notNow" | "never";

/** What a call waits for: the person's word. */
export interface QuestionView {
  /** No two questions share one, also not in different windows. */
  readonly id: string;
  /** One sentence, such as `May Codestral read this file, which is outside the workspace?` */
  readonly sentence: string;
  /** What it is about, one by one: true paths, commands, hosts. */
  readonly about: readonly string[];
  /** What is to be known, such as that a file has changed since this was asked before. */
  readonly notes: readonly string[];
  readonly choices: readonly Choice[];
}

/** What stands above the message box whatever the conversation says. */
export interface ChatStatus {
  /** The model that will answer, or undefined while it is not known. */
  readonly model?: string;
  readonly busy: boolean;
  /** Why nothing can be sent now, if so (no key, say). */
  readonly blocked?: ProblemView;
  /** What is to be known, though it stops nothing: that what is said is not kept, say. */
  readonly notice?: ProblemView;
  /** What will be asked next, in order; missing where there is nothing. */
  readonly queue?: readonly QueuedView[];
  /** The queue waits until the person sends something: an answer was stopped, or failed. */
  readonly isQueueHeld?: boolean;
  /** What a call waits for, if one does. */
  readonly question?: QuestionView;
  /** Why the answer does not come yet, if so. */
  readonly waiting?: WaitView;
  /** For so many milliseconds nothing has come from the server, counted when this was posted; missing for a short while. */
  readonly silentFor?: number;
}

/** A turn, counted from 0. */
export interface TurnPlace {
  readonly conversation: string;
  readonly turn: number;
}

export type ToWebview =
  /** The conversation's last turns; answers `ready`, and comes again whenever the conversation changes as a whole. */
  | {
      readonly type: "snapshot";
      readonly conversation: string;
      /** How much was said on the branches that are shown: the number of the last event. */
      readonly seq: number;
      /** What was said in the last turns, text that came in pieces as one. */
      readonly events: readonly ChatEvent[];
      /** How many turns went before them. */
      readonly earlier: number;
      /** Something has gone wrong at the end, of which the person has been told already. */
      readonly isTold: boolean;
      readonly branches: readonly BranchView[];
      readonly status: ChatStatus;
    }
  /** Event number `seq` of the conversation. The webview asks for a snapshot (`ready`) when a number is missing. */
  | { readonly type: "event"; readonly conversation: string; readonly seq: number; readonly event: ChatEvent }
  | { readonly type: "status"; readonly status: ChatStatus }
  /** What the buttons that cure problems say. */
  | { readonly type: "labels"; readonly cures: Readonly<Record<Cure, string>> }
  /** Colours of the theme's token kinds (`keyword` → `#569cd6`); kinds that are missing keep the fallback. */
  | { readonly type: "tokenColors"; readonly colors: Readonly<Record<string, string>> }
  /** What was being written when the window closed; what has been typed since goes before it. */
  | { readonly type: "draft"; readonly text: string }
  /** What an empty chat offers; one that ends in a space waits for the person to go on. */
  | { readonly type: "examples"; readonly examples: readonly string[] }
  /** A message that waited comes back into the message box, before what stands there. */
  | { readonly type: "edit"; readonly text: string }
  /** Puts the caret into the message box. */
  | { readonly type: "focus" }
  /** The host took the message of this `send`; the draft may be cleared. */
  | { readonly type: "accepted"; readonly sendId: number }
  /** The host did not take it; the draft stays. */
  | { readonly type: "rejected"; readonly sendId: number; readonly problem: ProblemView };

export type FromWebview =
  /** The page wants a snapshot: of this conversation the turns from this one on, as it has them or wants to. */
  | { readonly type: "ready"; readonly from?: TurnPlace }
  /** While an answer is written the message waits for its end, or stops it if it is to be sent at once. */
  | { readonly type: "send"; readonly sendId: number; readonly text: string; readonly atOnce: boolean }
  /** A message that waits is sent at once, comes back into the box, or goes. */
  | { readonly type: "queued"; readonly id: number; readonly become: "sent" | "edited" | "removed" }
  /** What stands in the message box now. */
  | { readonly type: "draft"; readonly text: string }
  | { readonly type: "stop" }
  | { readonly type: "newChat" }
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "insert"; readonly text: string }
  | { readonly type: "openPlace"; readonly place: PlaceView }
  | { readonly type: "openLink"; readonly url: string }
  /** Asks a question again beside its answer, unless another asking of it than this one is shown by now. */
  | { readonly type: "askAgain"; readonly question: number; readonly shown: number }
  /** Shows another asking of a question, with what followed it. */
  | { readonly type: "showBranch"; readonly question: number; readonly shown: number }
  /** Says yes or no to the question that is asked now; to any other it says nothing. */
  | { readonly type: "answer"; readonly question: string; readonly choice: Choice }
  | { readonly type: "action"; readonly action: Exclude<Cure, "retry"> };
