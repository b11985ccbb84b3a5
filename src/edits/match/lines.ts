/** One line of a text. */
export interface Line {
  /** Without its line end, and without a byte order mark. */
  readonly text: string;
  /** Where that text begins. */
  readonly start: number;
  /** `\n`, `\r\n`, or nothing at the end of the file. */
  readonly eol: string;
}

const BYTE_ORDER_MARK = "\ufeff";

/** A text that ends with a line end has an empty last line. A `\r` alone is a character like any other. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  for (;;) {
    const at = text.indexOf("\n", start);
    if (at === -1) {
      lines.push({ text: text.slice(start), start, eol: "" });
      return lines;
    }
    const end = at > start && text[at - 1] === "\r" ? at - 1 : at;
    lines.push({ text: text.slice(start, end), start, eol: text.slice(end, at + 1) });
    start = at + 1;
  }
}

export function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

export function startsLine(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === "\n" || (at === 1 && text.startsWith(BYTE_ORDER_MARK));
}

export function endsLine(text: string, at: number): boolean {
  return at === text.length || text[at] === "\n" || text.startsWith("\r\n", at);
}

/** Behind the blanks at `at`, where nothing else follows on that line; else `at`. */
export function behindTrailingSpace(text: string, at: number): number {
  let end = at;
  while (text[end] === " " || text[end] === "\t") {
    end++;
  }
  return endsLine(text, end) ? end : at;
}

/** From 1. */
export function lineNumberAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
  }
  return line;
}

/** The line end that is used around a place: there, else before it, else anywhere. */
export function eolAround(text: string, start: number, end: number): "\n" | "\r\n" {
  const within = text.indexOf("\n", start);
  const at = within !== -1 && within < end ? within : text.lastIndexOf("\n", start - 1);
  const chosen = start > 0 && at !== -1 ? at : within;
  return chosen > 0 && text[chosen - 1] === "\r" ? "\r\n" : "\n";
}
