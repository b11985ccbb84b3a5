import type { Node, Parser } from "@vscode/tree-sitter-wasm";
import { followBrackets } from "../brackets";
import { lineBefore, type Snapshot } from "../snapshot";
import { enclosingLines } from "./enclosing";

/** The cursor's line with what it stands within, as a small text that a parser reads in less than a millisecond. */
export class Fragment {
  /** What comes before the cursor. */
  readonly head: string;
  /** Closes what is open at the cursor. */
  private readonly closers: string;

  constructor(
    readonly snapshot: Snapshot,
    private readonly parser: Parser,
  ) {
    const lines = enclosingLines(snapshot);
    const tag = snapshot.languageId === "php" && !lines.some((line) => line.includes("<?")) ? ["<?php"] : [];
    this.head = [...tag, ...lines, lineBefore(snapshot)].join("\n");
    this.closers = followBrackets(this.head).open.toReversed().join("\n");
  }

  /** @param read sees the tree of what comes before the cursor and `text`, and must not keep it */
  parsed<T>(text: string, read: (root: Node) => T): T | undefined {
    const tree = this.parser.parse(`${this.head}${text}\n${this.closers}\n`);
    if (!tree) {
      return undefined;
    }
    try {
      return read(tree.rootNode);
    } finally {
      tree.delete();
    }
  }
}
