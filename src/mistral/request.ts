import type { ApiProblem } from "./errors";
import type { Purpose } from "./purpose";
import type { Usage } from "./usage";

/** Text of a file that goes out with a request. */
export interface Source {
  /** Within the workspace, with `/`; elsewhere the document's own name. */
  readonly path: string;
  /** From 1, inclusive; missing where the whole file goes out. */
  readonly lines?: { readonly first: number; readonly last: number };
  /** 0 where it was only named. */
  readonly characters: number;
}

/** So many secrets of one kind were replaced by placeholders before a request went out. */
export interface Redaction {
  readonly kind: string;
  readonly count: number;
}

/** A request as it left. */
export interface SentRequest {
  /** Unique, also between windows. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly purpose: Purpose;
  /** Empty where no model is asked. */
  readonly model: string;
  /** As a person knows it (`serverName`). */
  readonly server: string;
  readonly keyName: string;
  /** Of all text that went out. */
  readonly characters: number;
  readonly sources: readonly Source[];
  readonly redactions: readonly Redaction[];
  /** What was sent, as JSON, with secrets already replaced. Made when called. */
  body(): string;
}

export interface RequestResult {
  readonly outcome: "answered" | "cancelled" | ApiProblem;
  readonly usage: Usage;
  /** The server did not say how many tokens it was: a cancelled request's are counted by its characters. */
  readonly estimated: boolean;
  /** From sending to the first event; undefined if there was none. */
  readonly firstTokenMs: number | undefined;
  /** From sending to the end. */
  readonly wholeMs: number;
}

/** Hears of each request that leaves, and of its fate; each `sent` is followed by one `ended`. */
export interface RequestObserver {
  sent(request: SentRequest): void;
  ended(request: SentRequest, result: RequestResult): void;
}

/** Several observers as one, told in this order. */
export function observers(...all: readonly RequestObserver[]): RequestObserver {
  return {
    sent: (request) => all.forEach((one) => one.sent(request)),
    ended: (request, result) => all.forEach((one) => one.ended(request, result)),
  };
}
