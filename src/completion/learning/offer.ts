import type { End, Shown } from "./outcome";
import type { Place, TextEdit } from "./place";

/** A suggestion as the editor shows it. */
export interface Offered extends Shown {
  /** Names the document among all others: its URI. */
  readonly document: string;
  /** Where the text would be written, in UTF-16 units. */
  readonly offset: number;
  /** What would be written, with the document's line ends. */
  readonly text: string;
  /** How many characters behind `offset` it takes the place of. */
  readonly replaces: number;
}

/** An editor writes the closing one by itself. */
const PAIRS: ReadonlySet<string> = new Set(["()", "[]", "{}", "<>", '""', "''", "``"]);

/** The suggestion on the screen, and what has become of it so far. */
export class Offer {
  private start: number;
  private text: string;
  private replaces: number;
  /** How much of `text` stands in the document. */
  private written = 0;
  /** How much of `text` was accepted rather than typed. */
  private taken = 0;
  private isContradicted = false;
  private isWhole = false;

  constructor(readonly facts: Offered) {
    this.start = facts.offset;
    this.text = facts.text;
    this.replaces = facts.replaces;
  }

  /** Accepted to its end. */
  get isOver(): boolean {
    return this.isWhole;
  }

  /** Something else was written in its place. */
  get wasTypedOver(): boolean {
    return this.isContradicted;
  }

  /** Whether that is this suggestion still: what is left of it, or the same with more or less at its end. */
  goesOnAs({ document, offset, text, replaces }: Offered): boolean {
    const rest = this.text.slice(this.written);
    const same =
      document === this.facts.document &&
      offset === this.start + this.written &&
      !this.isContradicted &&
      rest !== "" &&
      (rest.startsWith(text) || text.startsWith(rest));
    if (same) {
      this.text = this.text.slice(0, this.written) + text;
      this.replaces = replaces;
    }
    return same;
  }

  edited({ offset, removed, inserted }: TextEdit): void {
    const cursor = this.start + this.written;
    if (offset > cursor) {
      return;
    }
    if (offset + removed < this.start || (offset + removed === this.start && offset < this.start)) {
      this.start += inserted.length - removed;
      return;
    }
    const at = offset - this.start;
    const before = this.text.slice(0, this.written);
    const now = before.slice(0, Math.max(0, at)) + inserted + before.slice(at + removed);
    if (at < 0 || offset + removed > cursor + this.replaces) {
      this.isContradicted = true;
    } else if (this.text.startsWith(now)) {
      this.wrote(now.length, offset === cursor && looksAccepted(inserted) ? inserted.length : 0);
    } else if (PAIRS.has(inserted) && this.text.startsWith(now.slice(0, -1))) {
      this.wrote(now.length - 1, 0);
      this.replaces++;
    } else {
      this.isContradicted = true;
    }
  }

  /** The editor says that it was accepted. @param text what was written then: of alternatives it may be another one */
  accepted(text: string): void {
    if (this.isContradicted || !this.text.endsWith(text)) {
      this.text = this.text.slice(0, this.written) + text;
    }
    // Of text that stood behind the cursor already, the editor may not have written it anew.
    const rest = this.text.length - this.written;
    this.taken = Math.max(this.taken + rest, text.length);
    this.written = this.text.length;
    this.isWhole = true;
  }

  get end(): End {
    if (this.isWhole) {
      return "whole";
    }
    return this.taken > 0 ? "part" : this.isContradicted ? "typedOver" : "dismissed";
  }

  get acceptedCharacters(): number {
    return this.taken;
  }

  /** Where what was accepted stands, with what was typed of the suggestion before. */
  get place(): Place {
    return { start: this.start, end: this.start + this.written };
  }

  get writtenText(): string {
    return this.text.slice(0, this.written);
  }

  private wrote(length: number, accepted: number): void {
    this.written = length;
    this.taken = Math.min(this.taken + accepted, length);
    this.isWhole = accepted > 0 && length === this.text.length;
  }
}

/** Keys write one character at a time, pairs, or line ends with indentation; the rest comes from accepting. */
function looksAccepted(inserted: string): boolean {
  return inserted.length > 1 && inserted.trim() !== "" && !PAIRS.has(inserted);
}
