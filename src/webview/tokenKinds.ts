/**
 * The kinds of code that have a colour of the theme, which the host sends by these names (`tokenColors`).
 * `styles/tokens.css` gives every kind its fallback and the highlighter's classes that it stands for.
 */
export const tokenKinds = [
  "comment",
  "string",
  "number",
  "keyword",
  "function",
  "type",
  "variable",
  /** Of the language: `true`, `null`. */
  "constant",
  "operator",
  "tag",
  "attribute",
  "regexp",
  "punctuation",
  "meta",
  "deletion",
  "insertion",
] as const;

export type TokenKind = (typeof tokenKinds)[number];

/** The custom property of a kind, as `styles/tokens.css` reads it. */
export const tokenProperty = (kind: TokenKind) => `--codestral-token-${kind}`;
