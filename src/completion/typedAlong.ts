import type { Snapshot, Suggestion } from "./snapshot";

/** Whoever types so much of what is suggested, key by key, does not mean to take all of it. */
const ALONG = 5;
/** What one key writes; an editor adds indentation to a line end and a bracket to a bracket. */
const ONE_KEY = /^(?:.|\n[ \t]*)$/u;

/** Follows how much has been typed, key by key, since something else happened. */
export class TypedAlong {
  private last: Snapshot | undefined;
  private count = 0;

  /** @returns whether it was more than one key writes: a suggestion was accepted, or something was pasted */
  typed(snapshot: Snapshot): boolean {
    const { last } = this;
    this.last = snapshot;
    const isNext = last?.document === snapshot.document && snapshot.prefix.startsWith(last.prefix);
    const written = isNext ? snapshot.prefix.slice(last.prefix.length) : "";
    this.count = ONE_KEY.test(written) ? this.count + 1 : 0;
    return this.count === 0 && written !== "";
  }

  /** Something new is shown. */
  begin(): void {
    this.count = 0;
  }

  /** What is shown of the rest of a suggestion: its next line alone, once much of it has been typed. */
  shortened(rest: Suggestion): Suggestion {
    const line = /^\s*\S[^\n]*/.exec(rest.text)?.[0];
    return line === undefined || this.count < ALONG ? rest : { ...rest, text: line };
  }
}
