/** Characters that a reader does not see but a machine does, or that reorder what stands around them. */

/** Everything invisible or controlling, except tab and line feed. */
const unseen = /[^\t\n\P{Cc}]|[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u{fff9}-\u{fffb}]/gu;

/** Embeddings, overrides and isolates of the bidirectional algorithm. */
const reordering = /[\u202a-\u202e\u2066-\u2069]/g;

/** What may stand before a character that joins or varies emoji, which is then part of how they look. */
const joinable = /[\p{Emoji}\ufe0f]$/u;
const variable = /\p{Emoji}$/u;
const pictograph = /^\p{Extended_Pictographic}/u;

const marker = (character: string) => `⟨U+${codePoint(character).toString(16).toUpperCase().padStart(4, "0")}⟩`;

const codePoint = (character: string) => character.codePointAt(0) ?? 0;

/** For code: writes every character that would not be seen as a marker such as ⟨U+202E⟩. */
export function revealUnseen(text: string): string {
  return text.replace(unseen, (character: string, offset: number) =>
    belongsToEmoji(character, text, offset) ? character : marker(character),
  );
}

/** For prose: writes as a marker only what would reorder the text; the rest serves real scripts and emoji. */
export function revealReordering(text: string): string {
  return text.replace(reordering, marker);
}

function belongsToEmoji(character: string, text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 2), offset);
  if (character === "\u200d") return joinable.test(before) && pictograph.test(text.slice(offset + 1, offset + 3));
  return (character === "\ufe0f" || character === "\ufe0e") && variable.test(before);
}
