/** Gives a model's text (which has `\n`) the document's line ends. */
export function withLineEnds(text: string, eol: "\n" | "\r\n"): string {
  const plain = text.replace(/\r\n?/g, "\n");
  return eol === "\n" ? plain : plain.replaceAll("\n", eol);
}

/**
 * Shifts `text` so that its first line is indented like `original`'s. Models often answer with the code moved to the
 * left margin; lines that are blank stay blank.
 */
export function reindented(text: string, original: string): string {
  const wanted = indentOf(original);
  const given = indentOf(text);
  if (wanted === given) {
    return text;
  }
  return text
    .split("\n")
    .map((line) => {
      if (line.trim() === "") {
        return line;
      }
      return line.startsWith(given) ? wanted + line.slice(given.length) : line;
    })
    .join("\n");
}

function indentOf(text: string): string {
  const line = text.split(/\r?\n/).find((candidate) => candidate.trim() !== "");
  return /^[ \t]*/.exec(line ?? "")?.[0] ?? "";
}
