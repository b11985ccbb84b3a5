import { type ComponentChild, h } from "preact";
import { useMemo } from "preact/hooks";
import { type Block, openFence } from "../blocks";
import { revealReordering, revealUnseen } from "../hidden";
import { renderMarkdown } from "../markdown";
import { memo } from "../memo";
import { sanitise } from "../sanitise";
import { CodeBlock } from "./CodeBlock";
import { Link } from "./Link";
import { ListItem } from "./ListItem";
import { WideTable } from "./WideTable";

interface Properties {
  readonly pieces: Block;
  /** Still being written. */
  readonly open: boolean;
}

interface PieceProperties {
  readonly source: string;
  readonly open: boolean;
}

/**
 * A block of an answer. What is shown are our own elements, made after the sanitised ones: the answer's HTML is never
 * put into the page.
 */
export const MarkdownBlock = memo(({ pieces, open }: Properties) => {
  const [source = "", ...more] = pieces;
  if (more.length > 0) return <LongBlock pieces={pieces} open={open} />;
  const fence = open ? openFence(source) : undefined;
  return fence ? <CodeBlock {...fence} open /> : <Piece source={source} open={open} />;
});

const Piece = memo(({ source, open }: PieceProperties) =>
  useMemo(() => <>{childrenOf(sanitise(renderMarkdown(source)), open)}</>, [source, open]),
);

/** One list or table of several pieces, of which only the last may change; a block that follows it may have begun there. */
function LongBlock({ pieces, open }: Properties) {
  const [first = "", ...others] = pieces;
  const root = useMemo(() => sanitise(renderMarkdown(first)).firstElementChild, [first]);
  const last = pieces.at(-1) ?? "";
  const after = useMemo(() => [...sanitise(renderMarkdown(last)).childNodes].slice(1), [last]);
  if (!root) return null;
  const parts = [
    <Part key={0} source={first} open={false} isFirst />,
    ...others.map((source, at) => (
      <Part key={at + 1} source={source} open={open && at === others.length - 1} isFirst={false} />
    )),
  ];
  const isTable = root.localName === "table";
  return (
    <>
      {isTable ? <WideTable>{parts}</WideTable> : h(root.localName, attributesOf(root), parts)}
      {after.map((node) => elementFor(node, open))}
    </>
  );
}

const Part = memo(({ source, open, isFirst }: PieceProperties & { isFirst: boolean }) =>
  useMemo(() => {
    const root = sanitise(renderMarkdown(source)).firstElementChild;
    const nodes = [...(root?.childNodes ?? [])].filter((node) => isFirst || node.nodeName !== "THEAD");
    return <>{nodes.map((node) => elementFor(node, open))}</>;
  }, [source, open, isFirst]),
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
