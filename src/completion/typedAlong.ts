import { opens } from "./lines";
import { lineBefore, type Snapshot, type Suggestion } from "./snapshot";

/** What one key writes; an editor adds indentation to a line end and a bracket to a bracket. */
const ONE_KEY = /^(?:.|\n[ \t]*)$/u;

/**
 * Follows whether a line of what is suggested was typed, key by key, to its end: whoever does that does not mean to take
 * all of it. Within a line, and where one opens a block, the size of what is shown stays as it is.
 */
export class TypedAlong {
  private last: Snapshot | undefined;
  private hasTypedLine = false;

  /** @returns whether it was more than one key writes: a suggestion was accepted, or something was pasted */
  typed(snapshot: Snapshot): boolean {
    const { last } = this;
    this.last = snapshot;
    const isNext = last?.document === snapshot.document && snapshot.prefix.startsWith(last.prefix);
    const written = isNext ? snapshot.prefix.slice(last.prefix.length) : "";
    const isKey = ONE_KEY.test(written);
    this.hasTypedLine = isKey && (this.hasTypedLine || endsLine(written, last));
    return !isKey && written !== "";
  }

  /** Something new is shown. */
  begin(): void {
    this.hasTypedLine = false;
  }

  /** What is shown of the rest of a suggestion: its next line alone, once one has been typed. */
  shortened(rest: Suggestion): Suggestion {
    const line = /^\s*\S[^\n]*/.exec(rest.text)?.[0];
    return line === undefined || !this.hasTypedLine ? rest : { ...rest, text: line };
  }
}

function endsLine(written: string, last: Snapshot | undefined): boolean {
  return written.startsWith("\n") && last !== undefined && !opens(lineBefore(last));
}
