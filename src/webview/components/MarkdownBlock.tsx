import { type ComponentChild, h } from "preact";
import { useMemo } from "preact/hooks";
import { revealReordering, revealUnseen } from "../hidden";
import { renderMarkdown } from "../markdown";
import { memo } from "../memo";
import { sanitise } from "../sanitise";
import { CodeBlock } from "./CodeBlock";
import { Link } from "./Link";
import { ListItem } from "./ListItem";
import { WideTable } from "./WideTable";

interface Properties {
  readonly source: string;
  /** Still being written. */
  readonly open: boolean;
}

/**
 * A piece of an answer. What is shown are our own elements, made after the sanitised ones: the answer's HTML is never
 * put into the page.
 */
export const MarkdownBlock = memo(({ source, open }: Properties) =>
  useMemo(() => <>{childrenOf(sanitise(renderMarkdown(source)), open)}</>, [source, open]),
);

function childrenOf(node: Node, open: boolean): ComponentChild[] {
  return Array.from(node.childNodes, (child) => elementFor(child, open));
}

function elementFor(node: Node, open: boolean): ComponentChild {
  if (!(node instanceof Element)) return revealReordering(node.textContent ?? "");
  switch (node.localName) {
    case "pre": {
      const code = (node.textContent ?? "").replace(/\n$/, "");
      return <CodeBlock code={code} language={node.getAttribute("data-language") ?? ""} open={open} />;
    }
    case "code":
      return <code>{revealUnseen(node.textContent ?? "")}</code>;
    case "a":
      return <Link href={node.getAttribute("href") ?? ""}>{childrenOf(node, open)}</Link>;
    case "table":
      return <WideTable>{childrenOf(node, open)}</WideTable>;
    case "li":
      return <ListItem task={node.getAttribute("data-task")}>{childrenOf(node, open)}</ListItem>;
    default:
      return h(node.localName, { dir: directionOf(node), ...attributesOf(node) }, childrenOf(node, open));
  }
}

/** Each paragraph runs in the direction of its own script. */
function directionOf(node: Element): "auto" | undefined {
  return /^(?:p|h\d|td|th)$/.test(node.localName) ? "auto" : undefined;
}

function attributesOf(node: Element): Record<string, string> {
  return Object.fromEntries(Array.from(node.attributes, ({ name, value }) => [name, value]));
}
