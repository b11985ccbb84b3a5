import type { MarkdownIt, Token } from "markdown-it";

const mark = /^\[([ xX])\][ \u00a0]+/;

/** GitHub's task lists: an item that begins with `[ ]` or `[x]` is marked as `open` or `done`. */
export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.after("inline", "task_lists", ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      const item = tokens[index - 2];
      const first = token.children?.[0];
      if (token.type !== "inline" || item?.type !== "list_item_open" || first?.type !== "text") continue;
      const [all, state] = mark.exec(first.content) ?? [];
      if (all === undefined) continue;
      first.content = first.content.slice(all.length);
      setTask(item, state === " " ? "open" : "done");
    }
  });
}

function setTask(item: Token, state: "open" | "done"): void {
  item.attrSet("data-task", state);
}
