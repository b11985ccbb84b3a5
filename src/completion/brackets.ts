const CLOSER_OF: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const CLOSERS = ")]}";
const QUOTES = "\"'`";

export interface Brackets {
  /** What closes the brackets and strings that are open at the end, innermost last. */
  readonly open: readonly string[];
  /** How many closing brackets and quotes have no counterpart. */
  readonly stray: number;
}

/** Follows brackets and strings through `text`, which begins within `enclosing`. */
export function followBrackets(text: string, enclosing: readonly string[] = []): Brackets {
  const open = [...enclosing];
  let stray = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const innermost = open.at(-1);
    if (character === innermost) {
      open.pop();
    } else if (innermost !== undefined && QUOTES.includes(innermost)) {
      at += character === "\\" ? 1 : 0;
    } else if (CLOSER_OF[character] !== undefined) {
      open.push(CLOSER_OF[character]);
    } else if (QUOTES.includes(character) && isClosed(text, at)) {
      open.push(character);
    } else if (CLOSERS.includes(character) || QUOTES.includes(character)) {
      stray++;
    }
  }
  return { open, stray };
}

/** An apostrophe or a lifetime opens no string: nothing closes it on its line. */
function isClosed(text: string, at: number): boolean {
  const again = text.indexOf(text.charAt(at), at + 1);
  return again !== -1 && (text[at] === "`" || !text.slice(at, again).includes("\n"));
}
