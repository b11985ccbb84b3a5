/** Gives a model's text (which has `\n`) the document's line ends. */
export function withLineEnds(text: string, eol: "\n" | "\r\n"): string {
  const plain = text.replace(/\r\n?/g, "\n");
  return eol === "\n" ? plain : plain.replaceAll("\n", eol);
}

/**
 * Shifts `text` so that what it has indented like `from` is indented like `to`. Models often answer with the code
 * moved to the left margin; lines that are blank stay blank.
 */
export function reindented(text: string, from: string, to: string): string {
  const given = indentOf(from);
  const wanted = indentOf(to);
  if (wanted === given) {
    return text;
  }
  return text
    .split("\n")
    .map((line) => (line.trim() !== "" && line.startsWith(given) ? wanted + line.slice(given.length) : line))
    .join("\n");
}

/** Takes away the Markdown fence that models wrap code in, against all bidding. */
export function withoutFence(text: string): string {
  return /^\s*```[^\n]*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
}

function indentOf(text: string): string {
  const line = text.split(/\r?\n/).find((candidate) => candidate.trim() !== "");
  return /^[ \t]*/.exec(line ?? "")?.[0] ?? "";
}
