/** Markdown to HTML, and markdown to its top-level blocks. Needs no browser; the HTML is still to be sanitised. */
import MarkdownIt, { type Token } from "markdown-it";
import { linkTarget } from "./links";
import { taskLists } from "./taskLists";

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

// Definitions (`[1]: https://…`) act at a distance, so that no block could be rendered by itself; and they hide an
// address from the reader. They are shown as they stand instead.
markdown.disable("reference");
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = (href) => linkTarget(href) !== undefined;
markdown.use(taskLists);

const { rules } = markdown.renderer;
const { escapeHtml } = markdown.utils;

rules["fence"] = (tokens, index) => codeBlock(tokens[index], (tokens[index]?.info ?? "").trim().split(/[\s:{,]/, 1)[0]);
rules["code_block"] = (tokens, index) => codeBlock(tokens[index], "");
rules["th_open"] = rules["td_open"] = (tokens, index) => cellOpen(tokens[index]);

/** An image would be fetched from wherever the answer says, so its address is only offered as a link. */
rules["image"] = (tokens, index, options, env, renderer) => {
  const image = tokens[index];
  const alt = renderer.renderInlineAsText(image?.children ?? [], options, env);
  const source = String(image?.attrGet("src") ?? "");
  const text = escapeHtml(alt || source);
  return insideLink(tokens, index) ? text : `<a href="${escapeHtml(source)}">${text}</a>`;
};

function codeBlock(token: Token | undefined, language = ""): string {
  const code = escapeHtml(token?.content ?? "");
  return `<pre data-language="${escapeHtml(language)}"><code>${code}</code></pre>\n`;
}

/** Alignment as an attribute: the page's policy allows no style in HTML. */
function cellOpen(token: Token | undefined): string {
  const align = /^text-align:(\w+)$/.exec(String(token?.attrGet("style") ?? ""))?.[1];
  return align ? `<${token?.tag} data-align="${align}">` : `<${token?.tag}>`;
}

function insideLink(tokens: readonly Token[], index: number): boolean {
  return tokens.slice(0, index).findLast((token) => token.type.startsWith("link_"))?.type === "link_open";
}

export function renderMarkdown(source: string): string {
  return markdown.render(source);
}

/** A block of the top level. Lines are counted from 0. */
export interface TopBlock {
  readonly line: number;
  /** Where the items of a list or the rows of a table begin, but for the first: what is before does not change any more. */
  readonly cuts: readonly number[];
  /** How many of its first lines go before each part of it, if it is cut. */
  readonly headLines: number;
}

/** The top-level blocks of `source`, whose line ends are all line feeds. */
export function topBlocks(source: string): TopBlock[] {
  const tokens: Token[] = [];
  markdown.block.parse(source, markdown, {}, tokens);
  return tokens.flatMap((token, at) => {
    if (token.level !== 0 || token.nesting < 0 || !token.map) return [];
    const isTable = token.type === "table_open";
    const cuts = isTable
      ? partsOf(tokens, at, "tr_open", 2).slice(2)
      : /^(?:bullet|ordered)_list_open$/.test(token.type)
        ? partsOf(tokens, at, "list_item_open", 1).slice(1)
        : [];
    return [{ line: token.map[0], cuts, headLines: isTable ? 2 : 0 }];
  });
}

/** The first lines of a block's parts of one type and level. @param from where the block begins */
function partsOf(tokens: readonly Token[], from: number, type: string, level: number): number[] {
  const end = tokens.findIndex((token, at) => at > from && token.level === 0 && token.nesting < 0);
  return tokens
    .slice(from, end < 0 ? undefined : end)
    .flatMap((token) => (token.type === type && token.level === level && token.map ? [token.map[0]] : []));
}
