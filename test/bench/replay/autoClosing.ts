const CLOSER_OF: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const QUOTES = "\"'`";

/** A bracket or quote that the editor has written behind the cursor. */
interface Closer {
  readonly text: string;
  /** Where the final text has it. */
  readonly at: number;
}

/** How far a key leads in the final text, and how many keys it took. */
export interface Step {
  readonly to: number;
  readonly keys: number;
}

/**
 * Types a text as people's editors have them do it: opening a bracket or a string closes it behind the cursor, its end is
 * typed over, Enter between brackets moves the closing one to a line of its own, and Down passes it there. Of a bracket
 * whose end cannot be found in the text nothing is closed.
 */
export class AutoClosing {
  /** On the cursor's line, the innermost first. */
  private here: readonly Closer[] = [];
  /** On lines of their own, the nearest first. */
  private below: readonly (readonly Closer[])[] = [];

  constructor(private readonly text: string) {}

  /** What the editor has written behind the cursor. */
  get behind(): string {
    const lines = this.below.map((closers) => `\n${this.indentOf(closers)}${textOf(closers)}`);
    return textOf(this.here) + lines.join("");
  }

  /** The next key, typed where `from` characters stand already. */
  press(from: number): Step {
    const key = this.text.charAt(from);
    const down = this.down(from);
    if (down) {
      return down;
    }
    const [innermost] = this.here;
    if (key === "\n") {
      this.enter(from);
      return this.arrive(from + (/^\n[ \t]*/.exec(this.text.slice(from))?.[0].length ?? 1));
    }
    if (innermost?.at === from) {
      this.here = this.here.slice(1);
    } else {
      const at = this.mayClose(from) ? endOf(this.text, from) : -1;
      this.here = at === -1 ? this.here : [{ text: CLOSER_OF[key] ?? key, at }, ...this.here];
    }
    return this.arrive(from + 1);
  }

  /** Whether the text can be had by writing `said` for so many characters that stand behind the cursor. */
  fits(from: number, said: string, replaces: number): boolean {
    const [next] = this.below;
    const end = next ? this.lineEndBefore(next) : this.text.length;
    return from + said.length <= end && this.text.startsWith(said + textOf(this.here).slice(replaces), from);
  }

  /** Something that fits was written. */
  accepted(from: number, said: string, replaces: number): Step {
    this.here = this.here.slice(replaces);
    return this.arrive(from + said.length);
  }

  /** What stands behind the cursor and does not belong there is deleted, with a key each. */
  private arrive(to: number): Step {
    const wrong = this.here.filter(({ at }) => at < to).length;
    this.here = this.here.filter(({ at }) => at >= to);
    return { to, keys: 1 + wrong };
  }

  /** Where nothing is left to be written on the lines before the closing one, Down leads behind it. */
  private down(from: number): Step | undefined {
    const [next, ...others] = this.below;
    if (!next || this.here.length > 0 || this.lineEndBefore(next) !== from) {
      return undefined;
    }
    const start = next[0]?.at ?? 0;
    const split = next.findIndex(({ at }, index) => at !== start + index);
    const passed = split === -1 ? next.length : split;
    this.here = next.slice(passed);
    this.below = others;
    // The end of the line is where Down leads; what is not to be passed yet takes one key to go back.
    return { to: start + passed, keys: this.here.length > 0 ? 2 : 1 };
  }

  private enter(from: number): void {
    const [innermost] = this.here;
    const isBetween = innermost !== undefined && CLOSER_OF[this.text.charAt(from - 1)] === innermost.text;
    if (isBetween && /\n[ \t]*$/.test(this.text.slice(from + 1, innermost.at))) {
      this.below = [this.here, ...this.below];
      this.here = [];
    }
  }

  /** An editor closes where white space or a closing bracket follows; a quote not behind a word or a quote. */
  private mayClose(from: number): boolean {
    const next = this.here[0]?.text ?? "";
    const isQuote = QUOTES.includes(this.text.charAt(from));
    return /^[)\]}`]?$/.test(next) && !(isQuote && /[\p{L}\p{N}_"'`]/u.test(this.text.charAt(from - 1)));
  }

  private lineEndBefore(closers: readonly Closer[]): number {
    return this.text.lastIndexOf("\n", closers[0]?.at ?? 0);
  }

  private indentOf(closers: readonly Closer[]): string {
    return this.text.slice(this.lineEndBefore(closers) + 1, closers[0]?.at ?? 0);
  }
}

function textOf(closers: readonly Closer[]): string {
  return closers.map(({ text }) => text).join("");
}

/** Where what is opened at `start` ends; -1 if nothing is opened there, or no end is found. */
function endOf(text: string, start: number): number {
  const opener = text.charAt(start);
  if (QUOTES.includes(opener)) {
    return text.startsWith(opener.repeat(3), start) ? -1 : endOfString(text, start);
  }
  if (CLOSER_OF[opener] === undefined) {
    return -1;
  }
  const open: string[] = [];
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    const closer = CLOSER_OF[character];
    if (QUOTES.includes(character)) {
      at = Math.max(at, endOfString(text, at));
    } else if (closer !== undefined) {
      open.push(closer);
    } else if (character === open.at(-1)) {
      open.pop();
      if (open.length === 0) {
        return at;
      }
    }
  }
  return -1;
}

function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  const line = text.indexOf("\n", start);
  const end = quote === "`" || line === -1 ? text.length : line;
  for (let at = start + 1; at < end; at++) {
    if (text[at] === quote) {
      return at;
    }
    at += text[at] === "\\" ? 1 : 0;
  }
  return -1;
}
