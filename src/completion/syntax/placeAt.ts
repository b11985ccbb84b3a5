import type { Node } from "@vscode/tree-sitter-wasm";
import { indentWidth, isBlank } from "../lines";
import { lineBefore, linesBelow } from "../snapshot";
import type { Fragment } from "./fragment";
import type { Place } from "./index";
import { containerAt, isComment, isText, opensBlock } from "./nodes";
import { describesCode, isInBlockComment, isInString, standsBelowDescription } from "./remarks";
import type { SyntaxTrees } from "./trees";

type Kind = Place["kind"];

/** Opens a block without a bracket. */
const OPENS_WITH_WORD: Readonly<Record<string, RegExp>> = {
  python:
    /^(?:(?!(?:case|else)\b.*\blambda\b)(?:async|def|class|if|elif|else|for|while|with|try|except|finally|match|case)\b.*|[)\]].*):$/,
  ruby: /(?:^(?:def|class|module|if|unless|while|until|case|begin|else|elsif|ensure|rescue)\b.*|\bdo(?:\s*\|[^|]*\|)?)$/,
  shellscript: /(?:^|\s|;)(?:then|do|else)$/,
};
const IS_CASE = /^(?:case\b.*|default\s*):$/;

/**
 * What syntax says of the place at the fragment's end.
 * @param within what the document's own tree says that the cursor is within, if it is up to date
 */
export function placeIn(fragment: Fragment, within: ReturnType<SyntaxTrees["textAt"]>): Kind {
  const { snapshot } = fragment;
  if (within === "string") {
    return "string";
  }
  if (within === "comment" || (within === undefined && isInBlockComment(snapshot))) {
    return "remark";
  }
  return isBlank(lineBefore(snapshot)) ? onEmptyLine(fragment) : behindText(fragment);
}

function onEmptyLine(fragment: Fragment): Kind {
  const { snapshot } = fragment;
  if (standsBelowDescription(snapshot)) {
    return "comment";
  }
  const above = snapshot.prefix.split("\n").slice(0, -1);
  const opener = above.findLast((line) => !isBlank(line))?.trimEnd() ?? "";
  const [below] = linesBelow(snapshot);
  if (below !== undefined && indentWidth(below) > indentWidth(opener)) {
    return "statement";
  }
  const isEmptyHere = () => fragment.parsed("", (root) => isEmpty(containerAt(root, fragment.head.length))) === true;
  return OPENS_WITH_WORD[snapshot.languageId]?.test(opener.trim()) || (opener.endsWith("{") && isEmptyHere())
    ? "emptyBlock"
    : "statement";
}

function isEmpty(container: Node): boolean {
  return container.namedChildren.every(
    (child) => child !== null && (isComment(child) || child.startIndex === child.endIndex),
  );
}

function behindText(fragment: Fragment): Kind {
  const { snapshot, head } = fragment;
  const before = lineBefore(snapshot);
  const last = head.trimEnd().length - 1;
  const start = head.length - before.trimStart().length;
  const opensWithWord = OPENS_WITH_WORD[snapshot.languageId]?.test(before.trim()) === true;
  const kind = fragment.parsed("", (root): Kind => {
    for (let node = root.descendantForIndex(last); node; node = node.parent) {
      if (isComment(node)) {
        return node.startIndex >= start && describesCode(before, snapshot.languageId) ? "comment" : "remark";
      }
      if (isText(node) && node.startIndex < last && node.endIndex > head.length) {
        return "string";
      }
    }
    const token = root.descendantForIndex(last);
    return opensWithWord || (token && opensBlock(token)) ? "signature" : "expression";
  });
  if (kind === "expression" && isInString(snapshot)) {
    return "string";
  }
  return kind === "expression" && IS_CASE.test(before.trim()) ? "emptyBlock" : (kind ?? "expression");
}
