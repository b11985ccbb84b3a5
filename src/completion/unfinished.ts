import { indentWidth, isBlank } from "./lines";

const CLOSER_OF: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const CLOSERS = ")]}";
const QUOTES = "\"'`";
/** Lines above the cursor on which a bracket can have been opened that a suggestion has to close: a screen of them. */
const NEAR_LINES = 40;
/** Lines that stand where they like, whatever is open. */
const STANDS_ANYWHERE = /^\s*(?:\/\/|\/\*|\*|#|case\b|default\b|[\w ]+:\s*$)/;

/**
 * Whether something is missing between `before` and `after`: what closes a bracket that was opened on one of the last
 * lines of `before`, or what opens one that `after` closes. Indentation tells it: a bracket is closed before the next
 * line that is indented no deeper than the line that opened it, and not behind a later one that is indented as its end.
 */
export function isUnfinished(before: string, after: string): boolean {
  const lines = lastLines(before);
  const nesting = new Nesting();
  for (const [at, line] of lines.entries()) {
    nesting.read(line, at);
  }
  const [rest = "", ...below] = after.split("\n");
  nesting.inherit();
  nesting.follow(rest);
  let least = Number.POSITIVE_INFINITY;
  for (const line of below) {
    if (nesting.isMissing || nesting.isOver) {
      break;
    }
    const indent = indentWidth(line);
    const opener = nesting.read(line, lines.length);
    if (opener === undefined) {
      least = isStatement(line) ? Math.min(least, indent) : least;
    } else if (indent < least) {
      const last = lines.findLastIndex((other) => isStatement(other) && indentWidth(other) <= indent);
      nesting.isMissing ||= last > opener;
    }
  }
  return nesting.isMissing || (nesting.inherited > 0 && below.every(isBlank));
}

interface Open {
  readonly closer: string;
  /** How far the statement is indented. */
  readonly indent: number;
  /** Where it was opened. */
  readonly line: number;
}

/** Follows brackets line by line. */
class Nesting {
  private readonly open: Open[] = [];
  private indent = 0;
  private line = 0;
  /** How many brackets are still open of those that were from the start. */
  inherited = 0;
  /** One of those was left without being closed. */
  isMissing = false;
  /** What follows closes what has nothing to do with the start. */
  isOver = false;

  inherit(): void {
    this.inherited = this.open.length;
    this.isMissing = false;
    this.isOver = false;
  }

  /**
   * A new line.
   * @returns if it begins with the end of what was open from the start, the line that opened that; -1 if nothing did
   */
  read(text: string, line: number): number | undefined {
    if (!isStatement(text)) {
      return undefined;
    }
    this.indent = indentWidth(text);
    this.line = line;
    const first = text.trimStart().charAt(0);
    if (!CLOSERS.includes(first)) {
      this.leave(this.open.findIndex(({ indent }) => indent >= this.indent));
      this.follow(text);
      return undefined;
    }
    this.leave(this.open.findIndex(({ indent }) => indent > this.indent));
    const opener = this.open.findLastIndex(({ closer }) => closer === first);
    const opened = opener < this.inherited ? (this.open[opener]?.line ?? -1) : undefined;
    this.follow(text);
    return opened;
  }

  /** More of the same line. */
  follow(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const character = text.charAt(at);
      const closer = CLOSER_OF[character];
      if (QUOTES.includes(character)) {
        at = endOfString(text, at);
      } else if (isComment(text, at)) {
        return;
      } else if (closer !== undefined) {
        this.open.push({ closer, indent: this.indent, line: this.line });
      } else if (CLOSERS.includes(character)) {
        this.close(character);
      }
    }
  }

  private close(closer: string): void {
    const at = this.open.findLastIndex((one) => one.closer === closer);
    const opened = this.open[at];
    if (opened === undefined) {
      this.leave(this.open.findIndex(({ indent }) => indent >= this.indent));
      this.isOver = true;
      return;
    }
    this.leave(at + 1);
    this.open.pop();
    this.isOver ||= this.inherited === 1 && at === 0;
    this.inherited = Math.min(this.inherited, at);
    // The statement began where the bracket was opened.
    this.indent = Math.min(this.indent, opened.indent);
  }

  private leave(from: number): void {
    if (from !== -1 && from < this.open.length) {
      this.isMissing ||= from < this.inherited;
      this.open.length = from;
      this.inherited = Math.min(this.inherited, from);
    }
  }
}

function isStatement(line: string): boolean {
  return !isBlank(line) && !STANDS_ANYWHERE.test(line);
}

/** Where the string ends that begins at `at`; `at` itself where nothing closes it. */
function endOfString(text: string, at: number): number {
  const quote = text.charAt(at);
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === quote) {
      return end;
    }
    end += text[end] === "\\" ? 1 : 0;
  }
  return at;
}

function isComment(text: string, at: number): boolean {
  const previous = text.charAt(at - 1);
  return (text.startsWith("//", at) && previous !== ":") || (text[at] === "#" && /^\s?$/.test(previous));
}

function lastLines(text: string): string[] {
  let from = text.length;
  for (let count = 0; count < NEAR_LINES && from > 0; count++) {
    from = text.lastIndexOf("\n", from - 1);
  }
  return text.slice(Math.max(0, from + 1)).split("\n");
}
