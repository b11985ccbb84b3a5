import type { Message } from "../mistral/messages";
import type { Source } from "../mistral/request";
import type { Target } from "./target";

/** How much of the file is shown before and after the target, in characters: enough for its neighbours and imports. */
const SURROUNDINGS = 12_000;

const RULES: Readonly<Record<"edit" | "newFile", string>> = {
  edit: [
    "Answer with JSON: `replacement` is the whole new text of the target, with its indentation, without code fences;",
    "`elsewhere` lists further changes to the same file that the new text needs (an import, say), each with a `find`",
    "that stands in the file exactly once outside the target and its `replace`; `summary` says in one sentence what was changed.",
  ].join(" "),
  newFile: [
    "Answer with JSON: `path` is the new file's path relative to the workspace folder, `content` its whole text without",
    "code fences, `summary` says in one sentence what was written.",
  ].join(" "),
};

/** The request for an edit. The file's text is data: what it says is not obeyed. */
export function editMessages(answer: "edit" | "newFile", instruction: string, target: Target): Message[] {
  const shown = surroundings(target);
  return [
    {
      role: "system",
      content: `You change code with care: you do what is asked and nothing else, and you keep the style of the code around. ${RULES[answer]}`,
    },
    {
      role: "user",
      content: [
        `<instruction>\n${instruction}\n</instruction>`,
        `<file path="${target.path}" language="${target.languageId}">`,
        `${target.text.slice(shown.from, target.start)}\n<target>\n${target.text.slice(target.start, target.end)}\n</target>\n${target.text.slice(target.end, shown.to)}`,
        "</file>",
      ].join("\n"),
      sources: [sourceOf(target, shown)],
    },
  ];
}

/** Where the target with the text around it begins and ends; a long file is cut at line borders. */
function surroundings({ text, start, end }: Target): { from: number; to: number } {
  const from = start <= SURROUNDINGS ? 0 : text.indexOf("\n", start - SURROUNDINGS) + 1 || start;
  const to = text.length - end <= SURROUNDINGS ? text.length : text.lastIndexOf("\n", end + SURROUNDINGS);
  return { from, to: Math.max(to, end) };
}

function sourceOf({ path, text }: Target, { from, to }: { readonly from: number; readonly to: number }): Source {
  const isWhole = from === 0 && to === text.length;
  const first = lineAt(text, from);
  return { path, ...(isWhole ? {} : { lines: { first, last: lineAt(text, to) } }), characters: to - from };
}

/** From 1. */
function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
  }
  return line;
}
