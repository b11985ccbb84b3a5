import type { IncomingHttpHeaders } from "node:http";

/** `cut-by-server`: the mood ended the answer early. */
export type Closed = "open" | "completed" | "aborted-by-client" | "cut-by-server";

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** Without `authorization`, so that no printed request shows a key. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly key: "accepted" | "refused" | "missing";
  /** Parsed when it is JSON, else the text as it came. */
  readonly body: unknown;
  /** When the head of the request arrived: milliseconds of the epoch, with a fraction. */
  readonly startedAt: number;
  readonly closedAt: number | undefined;
  readonly closed: Closed;
  /** The status that was answered, once it was. */
  readonly status: number | undefined;
  /** When the answer said that the key may come again, by the limits' clock; undefined if it said nothing of the kind. */
  readonly comeBackAt: number | undefined;
  /** As in the answer's `mistral-correlation-id`. */
  readonly correlationId: string;
  /** Which of the server's connections it came by: the first is 1. */
  readonly connection: number;
  /** Events of the stream that have left, `[DONE]` not counted. */
  readonly eventsSent: number;
  readonly doneSent: boolean;
}

export type Recording = { -readonly [Field in keyof RecordedRequest]: RecordedRequest[Field] };

/** Milliseconds of the epoch with a fraction, comparable between processes of one machine. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();

interface Waiter {
  readonly check: () => boolean;
  readonly fail: (reason: Error) => void;
}

/** What the server was asked, and who waits for what. */
export class Recorder {
  readonly #requests: Recording[] = [];
  readonly #waiters = new Set<Waiter>();

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  add(recording: Recording): void {
    this.#requests.push(recording);
    this.changed();
  }

  forget(): void {
    this.#requests.length = 0;
  }

  changed(): void {
    for (const waiter of this.#waiters) if (waiter.check()) this.#waiters.delete(waiter);
  }

  /** Resolves with the first thing that `find` comes up with, now or later. */
  wait<Found>(find: () => Found | undefined, signal: AbortSignal | undefined): Promise<Found> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = find();
        if (found === undefined) return false;
        resolve(found);
        return true;
      };
      if (check()) return;
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      const waiter = { check, fail: reject };
      this.#waiters.add(waiter);
      signal?.addEventListener(
        "abort",
        () => {
          this.#waiters.delete(waiter);
          reject(reasonOf(signal));
        },
        { once: true },
      );
    });
  }

  /** Nobody waits for ever for a server that has closed. */
  close(): void {
    for (const waiter of this.#waiters) waiter.fail(new Error("the local Mistral server closed while a test waited"));
    this.#waiters.clear();
  }
}

const reasonOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
