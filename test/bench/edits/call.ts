import { editText } from "../../../src/edits/match/editText";
import { explainProblems } from "../../../src/edits/match/explain";
import { applyPatch } from "../../../src/edits/patch/applyPatch";
import { parsePatch } from "../../../src/edits/patch/parsePatch";
import { FileSecrets } from "../../../src/mistral/privacy/fileSecrets";
import { Vault } from "../../../src/mistral/privacy/vault";

export const FORMS = ["edit", "edits", "fragment", "diff", "applyPatch"] as const;
export type Form = (typeof FORMS)[number];

/** Lines as a model remembers them, and what they become. */
export interface Piece {
  /** Where they stand, from 1. */
  readonly line: number;
  readonly find: readonly string[];
  readonly replace: readonly string[];
}

/** How a call is written down, besides its lines. */
export interface Manner {
  readonly form: Form;
  readonly wrapping: "none" | "fence" | "numbers" | "blank" | "noPrefix" | "prose";
}

/** The text after a call, or what the model is told. */
export type Outcome = { readonly text: string } | { readonly told: string };

const PATH = "src/file.ts";

export async function made(text: string, pieces: readonly Piece[], manner: Manner): Promise<Outcome> {
  if (manner.form !== "diff" && manner.form !== "applyPatch") {
    const edits = pieces.map((piece) => ({
      find: wrapped(piece.find, piece.line, manner),
      replace: wrapped(piece.replace, piece.line, manner),
    }));
    const result = editText(text, edits);
    return result.kind === "edited"
      ? { text: result.text }
      : { told: explainProblems(PATH, result.problems, edits.length) };
  }
  const parsed = parsePatch(patchOf(pieces, manner));
  if (parsed.kind === "unreadable") {
    return { told: parsed.sentence };
  }
  const vault = new Vault();
  const file = { text, secrets: new FileSecrets(vault, text) };
  const port = { read: async () => file, noSecrets: new FileSecrets(vault, "") };
  const result = await applyPatch(port, parsed.files);
  if (result.kind === "refused") {
    return { told: result.sentence };
  }
  const [only] = result.files;
  return only?.kind === "edit" ? { text: only.after } : { told: "Another kind of change was read." };
}

function wrapped(lines: readonly string[], first: number, { wrapping }: Manner): string {
  switch (wrapping) {
    case "fence":
      return ["```", ...lines, "```"].join("\n");
    case "numbers":
      return lines.map((line, at) => `${first + at}|${line}`).join("\n");
    case "blank":
      return ["", ...lines].join("\n");
    case "none":
    case "noPrefix":
    case "prose":
      return lines.join("\n");
  }
}

function patchOf(pieces: readonly Piece[], { form, wrapping }: Manner): string {
  const space = wrapping === "noPrefix" ? "" : " ";
  const hunks = pieces.flatMap(({ line, find, replace }) => {
    let same = 0;
    while (same < Math.min(find.length, replace.length) && find[same] === replace[same]) same++;
    let end = 0;
    while (end < Math.min(find.length, replace.length) - same && find.at(-1 - end) === replace.at(-1 - end)) end++;
    const mark = (lines: readonly string[], sign: string) => lines.map((one) => sign + one);
    return [
      // The counts are wrong, as they often are.
      form === "diff" ? `@@ -${line},${find.length + 1} +${line},3 @@` : "@@",
      ...mark(find.slice(0, same), space),
      ...mark(find.slice(same, find.length - end), "-"),
      ...mark(replace.slice(same, replace.length - end), "+"),
      ...mark(find.slice(find.length - end), space),
    ];
  });
  const body =
    form === "diff"
      ? [`--- a/${PATH}`, `+++ b/${PATH}`, ...hunks]
      : ["*** Begin Patch", `*** Update File: ${PATH}`, ...hunks, "*** End Patch"];
  switch (wrapping) {
    case "fence":
      return ["```diff", ...body, "```"].join("\n");
    case "blank":
      return ["", ...body, ""].join("\n");
    case "prose":
      return ["I will change this now.", "", ...body, "", "That should do."].join("\n");
    case "none":
    case "numbers":
    case "noPrefix":
      return body.join("\n");
  }
}

/** What a plain search for the first place makes of it. */
export function naively(text: string, pieces: readonly Piece[]): string | undefined {
  let result = text;
  for (const { find, replace } of pieces) {
    const at = result.indexOf(find.join("\n"));
    if (at === -1) return undefined;
    result = result.slice(0, at) + replace.join("\n") + result.slice(at + find.join("\n").length);
  }
  return result;
}
