import { isBlank } from "../lines";
import type { TrimRule } from "./rule";

/** Lines that are said again and again as a group. */
const MAX_GROUP = 8;
const LEAST_GROUPS = 3;
/** Lines this short are said often in tables of data. */
const LEAST_CHARACTERS = 12;
/** Words that are said again and again on a line. */
const MAX_WORDS = 48;
const LEAST_TIMES = 8;

/** A model that has begun to repeat itself does so to its end: once is enough. */
export const loop: TrimRule = {
  trim(suggestion, _, { cut }) {
    const text = withoutLines(suggestion.text);
    // A row of data has an end; the same words without one come up to the limit.
    return { ...suggestion, text: cut ? withoutWords(text) : text };
  },
};

function withoutLines(text: string): string {
  const lines = text.split("\n");
  // It may be half a line.
  const last = lines.at(-1) ?? "";
  const end = lines.length - 1;
  for (let size = 1; size <= MAX_GROUP && size * (LEAST_GROUPS - 1) <= end; size++) {
    const again = lines[end - size] ?? "";
    if (!again.startsWith(last)) {
      continue;
    }
    let from = end - size;
    while (from > 0 && lines[from - 1] === lines[from - 1 + size]) {
      from--;
    }
    const once = lines.slice(from, from + size).filter((line) => !isBlank(line));
    if (
      end - from + (last === again ? 1 : 0) >= size * LEAST_GROUPS &&
      once.join("").trim().length >= LEAST_CHARACTERS
    ) {
      return lines.slice(0, from + size).join("\n");
    }
  }
  return text;
}

function withoutWords(text: string): string {
  for (let size = 1; size <= MAX_WORDS && size * LEAST_TIMES <= text.length; size++) {
    let from = text.length - size;
    while (from > 0 && text[from - 1] === text[from - 1 + size]) {
      from--;
    }
    const once = text.slice(from, from + size);
    if (text.length - from >= size * LEAST_TIMES && /[\p{L}\p{N}]/u.test(once) && !once.includes("\n")) {
      return text.slice(0, from + size).trimEnd();
    }
  }
  return text;
}
