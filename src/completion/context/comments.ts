/** How a language writes a comment that is one line: what it begins and what it ends with. */
export interface CommentStyle {
  readonly opens: string;
  readonly closes: string;
}

const SLASHES: CommentStyle = { opens: "// ", closes: "" };
const STYLES: readonly (readonly [RegExp, CommentStyle])[] = [
  [/\.(?:pyi?|rb|sh|bash|r|pl|pm|exs?|jl|nim|graphql)$/i, { opens: "# ", closes: "" }],
  [/\.(?:lua|sql|hs)$/i, { opens: "-- ", closes: "" }],
  [/\.clj$/i, { opens: ";; ", closes: "" }],
  [/\.erl$/i, { opens: "% ", closes: "" }],
  [/\.vb$/i, { opens: "' ", closes: "" }],
  [/\.mli?$/i, { opens: "(* ", closes: " *)" }],
  [/\.css$/i, { opens: "/* ", closes: " */" }],
  [/\.(?:html?|vue|svelte|astro)$/i, { opens: "<!-- ", closes: " -->" }],
];

/** @param path of the file, by whose ending its language is known */
export function commentStyleOf(path: string): CommentStyle {
  return STYLES.find(([ending]) => ending.test(path))?.[1] ?? SLASHES;
}

/** The text as one line of comment in that file's language. What would end the comment is taken out. */
export function commented(text: string, path: string): string {
  const { opens, closes } = commentStyleOf(path);
  const end = closes.trim();
  return `${opens}${end === "" ? text : text.replaceAll(end, "")}${closes}`;
}
