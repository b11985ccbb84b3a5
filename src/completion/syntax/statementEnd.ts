import type { Node } from "@vscode/tree-sitter-wasm";
import { followBrackets } from "../brackets";
import { closes, indentWidth, isBlank, wholeStatements } from "../lines";
import { lineBefore, type Snapshot } from "../snapshot";
import { isTerminated, terminates } from "../terminators";
import { goesOn } from "./enclosing";
import type { Fragment } from "./fragment";
import type { Place } from "./index";
import { hasBlock, hasBranches, isClosed, isEntry, statementAt } from "./nodes";

/** In these the line's end is the statement's, unless a bracket is open. */
const ENDS_WITH_LINE = new Set(["python", "go", "shellscript"]);
/** An annotation, an attribute or a comment stands ahead of what it belongs to. */
const LEADS = /(?:^|\n)\s*(?:@|#\[|\/\/|\/?\*|\[[^\]]*\]$|template\b)[^\n]*$/;
/** Strings over several lines, in which indentation means nothing. */
const LONG_QUOTES = ["`", '"""', "'''"];
const COMMENT = /^\s*(?:\/\/|\/\*|#)/;
/** More lines of a block are read by nobody before they accept. */
const BLOCK_LINES = 24;
const STATEMENT_LINES = 12;
/** So many blank lines in a row end whatever can end. */
const MAX_BLANK = 2;
/** The next line's first word, or what is no word, has arrived. */
const TELLS = /^\s*(?:[^\s\p{L}\p{N}_.?]|[.?].|[\p{L}\p{N}_]+[^\p{L}\p{N}_])/u;

/** `open`: more must come; `whole`: this may be the end, if the next line does not go on; `over`: nothing can follow. */
type State = "open" | "whole" | "over";

/** How the statement stands, and how far the line that it begins with is indented. */
interface Found {
  readonly state: State;
  readonly indent: number;
  /** It has no block. */
  readonly isPlain: boolean;
}

/** Where a statement ends that begins at, or was begun before, the cursor, while it streams in. */
export class StatementEnd {
  /** An answer comes in many pieces; each line of it is parsed once. */
  private readonly found = new Map<string, Found>();

  /** @param kind of the place: what it says how much belongs together */
  constructor(
    private readonly fragment: Fragment,
    private readonly kind: Place["kind"],
  ) {}

  /** @returns how long `text` is up to there; undefined while it is not certain */
  of(text: string, complete: boolean): number | undefined {
    const before = lineBefore(this.fragment.snapshot);
    const maxLines = this.kind === "signature" || this.kind === "comment" ? BLOCK_LINES : STATEMENT_LINES;
    const lines = text.split("\n");
    let written = 0;
    let end = -1;
    let begin = 0;
    for (let at = 0; at < lines.length - 1; at++) {
      const line = lines[at] ?? "";
      end += line.length + 1;
      if (isBlank(line)) {
        continue;
      }
      written++;
      const said = text.slice(0, end).trimEnd();
      const { state, indent, isPlain } = this.stateOf(said, begin);
      const mayGoOn = this.kind === "comment" && isPlain;
      if (state === "over" && !mayGoOn) {
        return said.length;
      }
      const next = lines.findIndex((other, index) => index > at && !isBlank(other));
      const following = lines[next] ?? "";
      const isKnown = complete || next < lines.length - 1 || TELLS.test(following) || isOutside(following, indent);
      if (next === -1 || !isKnown) {
        const blank = lines.length - 1 - at;
        return (state === "whole" && blank > MAX_BLANK) || (state === "over" && blank > 1) ? said.length : undefined;
      }
      const isEnd = () => isEndBefore(following, state, said, this.fragment.snapshot, indent);
      if (state === "over" || isEnd()) {
        if (!mayGoOn || next > at + 1 || indentWidth(following) !== indent || COMMENT.test(following)) {
          return said.length;
        }
        begin = end + 1;
      }
      if (written >= maxLines) {
        const whole = wholeStatements(lines.slice(0, at + 1), before);
        return lines.slice(0, whole).join("\n").trimEnd().length;
      }
    }
    return undefined;
  }

  private stateOf(said: string, begin: number): Found {
    const known = this.found.get(said) ?? stateOf(said, begin, this.fragment);
    this.found.set(said, known);
    return known;
  }
}

function isOutside(line: string, indent: number): boolean {
  return !isBlank(line) && indentWidth(line) < indent;
}

function isEndBefore(line: string, state: State, said: string, snapshot: Snapshot, indent: number): boolean {
  const before = lineBefore(snapshot);
  if (LONG_QUOTES.some((quote) => (before + said).split(quote).length % 2 === 0)) {
    return false;
  }
  if (isOutside(line, indent)) {
    return true;
  }
  if (indentWidth(line) > indent || goesOn(line)) {
    return false;
  }
  if (state === "whole") {
    return true;
  }
  // What the parser does not understand ends as indentation tells.
  const mayEnd = !isTerminated(snapshot.languageId) || terminates(before + said);
  return mayEnd && !closes(line) && !LEADS.test(before + said) && followBrackets(before + said).open.length === 0;
}

/** @param begin where in `said` the statement begins, unless it was begun before the cursor */
function stateOf(said: string, begin: number, fragment: Fragment): Found {
  const { head, snapshot } = fragment;
  const isBegun = begin === 0 && !isBlank(lineBefore(snapshot)) && !isRemark(fragment);
  const start = isBegun ? head.trimEnd().length - 1 : head.length + begin + said.slice(begin).search(/\S/);
  const source = head + said;
  const found = fragment.parsed(said, (root) => {
    const node = statementAt(root, start);
    return (
      node && {
        state: judge(node, source, snapshot.languageId),
        indent: indentAt(source, node.startIndex),
        isPlain: !hasBlock(node),
      }
    );
  });
  return found ?? { state: "open", indent: indentAt(source, start), isPlain: false };
}

function judge(node: Node, source: string, languageId: string): State {
  if (node.hasError || node.endIndex > source.length) {
    return "open";
  }
  const rest = source.slice(node.endIndex).trimStart();
  const end = source.slice(0, node.endIndex);
  if (rest !== "" && !/^[;,]/.test(rest) && !COMMENT.test(rest)) {
    return "open";
  }
  if (hasBranches(node)) {
    return "whole";
  }
  const isTerminated = rest.startsWith(";") || end.endsWith(";") || (rest.startsWith(",") && isEntry(node));
  const isClosedHere = isClosed(node) && (end.endsWith("}") || end.endsWith("end"));
  const endsWithLine = ENDS_WITH_LINE.has(languageId) && !hasBlock(node);
  return isTerminated || isClosedHere || endsWithLine ? "over" : "whole";
}

function isRemark({ snapshot }: Fragment): boolean {
  return /^\s*(?:\/\/|#|\/\*|\*)/.test(lineBefore(snapshot));
}

function indentAt(source: string, index: number): number {
  return indentWidth(source.slice(source.lastIndexOf("\n", index - 1) + 1));
}
