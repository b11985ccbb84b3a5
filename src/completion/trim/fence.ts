import { isBlank } from "../lines";
import { lineBefore, type Snapshot } from "../snapshot";
import type { TrimRule } from "./rule";

const FENCE = /^[ \t]*```/m;
/** How a model that was made to talk begins to. */
const TALK =
  /^\s*(?:(?:Sure|Certainly|Of course|Okay)\b.*|(?:Here(?:['’]s| is| are)|The (?:following|missing|completed?|code))\b.*:)\s*\n/;
/** Text for people between marks: only what comes before a fence is not meant for them. */
const MARKUP: ReadonlySet<string> = new Set(["html", "xml", "vue", "svelte", "handlebars", "latex", "tex", "typst"]);
/** Text in which a fence or a sentence is like any other. */
const PROSE: ReadonlySet<string> = new Set(["markdown", "mdx", "quarto", "plaintext", "restructuredtext", "asciidoc"]);

/** Models that are made to talk wrap code in Markdown fences, announce it and explain it afterwards. */
export const fence: TrimRule = {
  trim(suggestion, snapshot) {
    const { text } = suggestion;
    if (PROSE.has(snapshot.languageId)) {
      return suggestion;
    }
    const isTalk = isBlank(lineBefore(snapshot)) && (!MARKUP.has(snapshot.languageId) || FENCE.test(text));
    const code = isTalk ? text.replace(TALK, "") : text;
    const fenced = /^\s*```[^\n]*(?:\n([\s\S]*))?$/.exec(code);
    if (fenced) {
      return { ...suggestion, text: untilFence(fenced[1] ?? "") };
    }
    return { ...suggestion, text: hasFences(snapshot, code) ? code : untilFence(code) };
  },
};

function untilFence(text: string): string {
  const fence = FENCE.exec(text);
  return fence ? text.slice(0, fence.index).replace(/\n$/, "") : text;
}

/** Whether fences belong to the document, as in the comments of some languages, or come in pairs. */
function hasFences({ prefix, suffix }: Snapshot, text: string): boolean {
  return FENCE.test(prefix) || FENCE.test(suffix) || text.split(/^[ \t]*```/m).length % 2 === 1;
}
