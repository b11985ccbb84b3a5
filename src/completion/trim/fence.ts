import type { TrimRule } from "./rule";

/** Models that are made to talk wrap code in Markdown fences. In Markdown itself a fence is text like any other. */
export const fence: TrimRule = {
  trim(suggestion, { languageId }) {
    const fenced = /^\s*```[^\n]*(?:\n([\s\S]*))?$/.exec(suggestion.text);
    if (languageId === "markdown" || !fenced) {
      return suggestion;
    }
    const [inner = ""] = (fenced[1] ?? "").split(/\n?^[ \t]*```/m);
    return { ...suggestion, text: inner };
  },
};
