import type { TrimRule } from "./rule";

/** What models are trained with and sometimes say aloud, and the header of the next file in our own prompt. */
const TOKEN =
  /<\|[\w-]{2,32}\|>|<｜[^｜\n]{1,32}｜>|<\/?(?:fim_(?:prefix|middle|suffix|pad)|file_sep|repo_?name|filename|PRE|SUF|MID|EOT|s)>|\[(?:SUFFIX|PREFIX|MIDDLE|\/?INST)\]|^\+{5} \S/gmu;

/** What comes behind a model's control token is no part of the answer. One that the document has is text like any other. */
export const controlToken: TrimRule = {
  trim(suggestion, { prefix, suffix }) {
    for (const { 0: token, index } of suggestion.text.matchAll(TOKEN)) {
      const word = token.replace(/^\[|\]$|[</>]/g, "");
      const isText = token === "</s>" || token === "<s>" ? hasTag(suggestion.text, prefix, suffix) : undefined;
      if (!(isText ?? (prefix.includes(word) || suffix.includes(word)))) {
        return { ...suggestion, text: suggestion.text.slice(0, index) };
      }
    }
    return suggestion;
  },
};

/** Whether `<s>` is the HTML element. */
function hasTag(...texts: readonly string[]): boolean {
  return texts.some((text) => text.includes("<s>")) && texts.some((text) => text.includes("</s>"));
}
