/** What fits into a list beside the time. */
const LONGEST = 60;
/** What a chat is called in which no word was said. */
export const UNTITLED = "Untitled chat";
/** What a message says comes early; what follows may be a whole file. */
const LOOKED_AT = 10_000;
const LONGEST_LINE = 500;
const FENCE = /^ *(`{3,}|~{3,})/;

/** A line that says what a conversation is about, from its first message: the first line with words, without Markdown. */
export function titleOf(message: string): string {
  const lines = message.slice(0, LOOKED_AT).split(/\r?\n/);
  const outside = outsideOfFences(lines).map(plain);
  const inside = lines.filter((line) => !FENCE.test(line)).map(plain);
  const hasWords = (line: string) => /[\p{L}\p{N}]/u.test(line);
  const title = outside.find(hasWords) ?? inside.find(hasWords) ?? outside.find((line) => line !== "");
  return shortened(title ?? UNTITLED);
}

/** What a person has typed as a title; undefined if there is nothing to see. */
export function titleFrom(typed: string): string | undefined {
  const title = typed.replaceAll(UNSEEN, " ").replaceAll(/\s+/g, " ").trim();
  return title === "" ? undefined : title.slice(0, 200).toWellFormed();
}

/** Control characters, and those that turn the text's direction or take no room. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/gu;

function outsideOfFences(lines: readonly string[]): string[] {
  let fence: string | undefined;
  return lines.filter((line) => {
    const found = FENCE.exec(line)?.[1];
    if (fence === undefined) {
      fence = found;
      return found === undefined;
    }
    if (found?.startsWith(fence)) {
      fence = undefined;
    }
    return false;
  });
}

function plain(line: string): string {
  return line
    .slice(0, LONGEST_LINE)
    .replaceAll(UNSEEN, " ")
    .replace(/^\s*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s+)+(?:\[[ xX]\]\s+)?/, "")
    .split(/(`+[^`]+`+)/)
    .map((part, at) => (at % 2 === 0 ? withoutMarks(part) : part.replaceAll("`", "")))
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function withoutMarks(text: string): string {
  return text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replaceAll(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+)(?<=\S)\*(?![\p{L}\p{N}*])/gu, "$1");
}

/** Ends between words where it can, and never within a character. */
function shortened(line: string): string {
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  if (characters.length <= LONGEST) {
    return characters.join("").toWellFormed();
  }
  const cut = characters.slice(0, LONGEST - 1).join("");
  const atWord = /^(.{20,}\S)\s+\S*$/su.exec(cut)?.[1] ?? cut;
  return `${atWord.replace(/[\s.,;:–—-]+$/u, "")}…`.toWellFormed();
}
