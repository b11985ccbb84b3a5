/** Gives a model's text (which has `\n`) the document's line ends. */
export function withLineEnds(text: string, eol: "\n" | "\r\n"): string {
  const plain = text.replace(/\r\n?/g, "\n");
  return eol === "\n" ? plain : plain.replaceAll("\n", eol);
}

/** Takes away the Markdown fence that models wrap code in, against all bidding. */
export function withoutFence(text: string): string {
  return /^\s*```[^\n]*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
}
