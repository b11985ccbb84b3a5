import type { Place } from "./place";
import { linesOf } from "./lines";

/** A text as it reads when some of its white space does not count, and the way back to the text itself. */
export class View {
  readonly text: string;
  /** Where each line begins in `text`. */
  private readonly starts: number[] = [];
  private readonly lines;

  /** @param keep what is left of a line, counted from its start */
  constructor(
    private readonly original: string,
    keep: (line: string) => string,
  ) {
    this.lines = linesOf(original).map(({ text, start, eol }) => ({
      text: keep(text),
      start,
      end: start + text.length + eol.length,
      eol,
    }));
    let at = 0;
    const parts: string[] = [];
    for (const { text, eol } of this.lines) {
      this.starts.push(at);
      const part = eol === "" ? text : `${text}\n`;
      parts.push(part);
      at += part.length;
    }
    this.text = parts.join("");
  }

  /** Where a stretch of `text`, which is not empty, stands in the original. */
  placeOf({ start, end }: Place): Place {
    return { start: this.startOf(start), end: this.endOf(end) };
  }

  private startOf(offset: number): number {
    const at = this.lineAt(offset);
    const line = this.lines[at];
    const within = offset - (this.starts[at] ?? 0);
    return line === undefined
      ? this.original.length
      : within < line.text.length
        ? line.start + within
        : line.end - line.eol.length;
  }

  private endOf(offset: number): number {
    const at = this.lineAt(offset - 1);
    const line = this.lines[at];
    const within = offset - (this.starts[at] ?? 0);
    return line === undefined ? this.original.length : within <= line.text.length ? line.start + within : line.end;
  }

  /** The line that the character at `offset` belongs to. */
  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
