const CLOSER_OF: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const QUOTES = "\"'`";

export interface Brackets {
  /** What closes the brackets and strings that are open at the end, innermost last. */
  readonly open: readonly string[];
  /** Where the enclosing ones were closed, innermost first. */
  readonly closedAt: readonly number[];
}

/** Follows brackets and strings through `text`, which begins within `enclosing` (innermost last). */
export function followBrackets(text: string, enclosing: readonly string[] = []): Brackets {
  const open = [...enclosing];
  const closedAt: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const innermost = open.at(-1);
    const inString = innermost !== undefined && QUOTES.includes(innermost);
    if (character === innermost) {
      open.pop();
      if (open.length < enclosing.length - closedAt.length) {
        closedAt.push(at);
      }
    } else if (inString) {
      at += character === "\\" ? 1 : 0;
    } else if (CLOSER_OF[character] !== undefined) {
      open.push(CLOSER_OF[character]);
    } else if (QUOTES.includes(character) && (enclosing.includes(character) || isClosed(text, at))) {
      open.push(character);
    }
  }
  return { open, closedAt };
}

/** An apostrophe or a lifetime opens no string: nothing closes it on its line. */
function isClosed(text: string, at: number): boolean {
  const again = text.indexOf(text.charAt(at), at + 1);
  return again !== -1 && (text[at] === "`" || !text.slice(at, again).includes("\n"));
}
