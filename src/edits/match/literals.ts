/** Texts that may go over several lines, in the languages that people write most: template strings and triple quotes. */
const LONG_QUOTES = ["```", "'''", '"""', "`"] as const;
const SHORT_QUOTES = new Set(["'", '"']);

/** The lines, from 0, that begin within a text that goes over several lines. Their white space is content. */
export function linesWithinLiterals(text: string): ReadonlySet<number> {
  const within = new Set<number>();
  let line = 0;
  let open: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\n") {
      line++;
      // A text in short quotes ends with its line.
      open = open !== undefined && SHORT_QUOTES.has(open) ? undefined : open;
      if (open !== undefined) {
        within.add(line);
      }
    } else if (character === "\\") {
      at += text.charAt(at + 1) === "\n" ? 0 : 1;
    } else if (open !== undefined) {
      if (text.startsWith(open, at)) {
        at += open.length - 1;
        open = undefined;
      }
    } else {
      open =
        LONG_QUOTES.find((quote) => text.startsWith(quote, at)) ??
        (SHORT_QUOTES.has(character) ? character : undefined);
      at += (open?.length ?? 1) - 1;
    }
  }
  return within;
}
