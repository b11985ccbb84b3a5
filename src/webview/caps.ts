/** How much of a text is shown; all of it can be copied. */

export interface Cap {
  readonly characters: number;
  readonly lines: number;
}

export interface Capped {
  readonly shown: string;
  /** How long the whole is, if it is not all shown. */
  readonly of?: number;
}

/** An answer longer than this is no longer read, and rendering it would freeze the view. */
export const answerCap: Cap = { characters: 200_000, lines: 10_000 };

/** What a tool was given or gave back, inside its row. */
export const detailCap: Cap = { characters: 20_000, lines: 1_000 };

export function capped(text: string, cap: Cap): Capped {
  const end = Math.min(charactersEnd(text, cap.characters), linesEnd(text, cap.lines));
  return end === text.length ? { shown: text } : { shown: text.slice(0, end), of: text.length };
}

/** Where to cut so as not to tear a surrogate pair. */
function charactersEnd(text: string, characters: number): number {
  if (text.length <= characters) return text.length;
  return /[\ud800-\udbff]/.test(text.charAt(characters - 1)) ? characters - 1 : characters;
}

function linesEnd(text: string, lines: number): number {
  let end = -1;
  for (let line = 0; line < lines; line++) {
    end = text.indexOf("\n", end + 1);
    if (end < 0) return text.length;
  }
  return end + 1;
}
