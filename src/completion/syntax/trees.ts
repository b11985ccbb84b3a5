import type { Edit, ParseCallback, Parser, Point, Tree } from "@vscode/tree-sitter-wasm";
import type { Snapshot } from "../snapshot";
import type { Grammars } from "./grammars";
import { isComment, isText } from "./nodes";

/** Documents whose trees are kept. */
const MOST_TREES = 20;
/** Longer is not parsed in one piece, in milliseconds. */
const SLICE_MS = 4;

interface Entry {
  readonly parser: Parser;
  /** Edited as the document is, so that a parse takes over what has not changed. */
  tree: Tree | undefined;
  read: ParseCallback;
  /** Goes up with each change. */
  version: number;
  /** The version that `tree` is of. */
  parsed: number;
  /** The parser holds a parse that was begun and not finished. */
  begun: boolean;
  closed: boolean;
}

/** When a slice ends, and when the next begins. */
export interface Slices {
  /** In milliseconds. */
  now(): number;
  /** Lets everything else that waits have its turn. */
  pause(): Promise<void>;
  /** Settles a while after a change: even where little has changed, a long document takes longer than a key may. */
  rest(): Promise<void>;
}

/** The syntax tree of each document in use, parsed off the key's path, in slices, and anew only where it has changed. */
export class SyntaxTrees {
  /** The one that was used last is the last. */
  private readonly entries = new Map<string, Entry>();
  private readonly places = new WeakMap<Snapshot, { point: Point; version: number }>();
  /** For documents whose grammar is being loaded: how to read them. */
  private readonly opening = new Map<string, ParseCallback>();

  constructor(
    private readonly grammars: Pick<Grammars, "newParser">,
    private readonly slices: Slices,
  ) {}

  /**
   * A document is to have a tree, or has changed. Never parses before it returns.
   * @param edits what has changed since the last call, in UTF-16 units, each as the document was after the one before
   * @param read the document from an index on, as long a piece as is at hand; it is always asked for the newest text
   * @returns settles when the tree is of this text, or of a newer one; never rejects
   */
  async changed(document: string, languageId: string, edits: readonly Edit[], read: ParseCallback): Promise<void> {
    const known = this.entries.get(document);
    if (known) {
      known.read = read;
      for (const edit of edits) {
        known.tree?.edit(edit);
      }
      known.version++;
      this.use(document, known);
      await this.parse(known);
      return;
    }
    const isOpening = this.opening.has(document);
    this.opening.set(document, read);
    if (isOpening) {
      return;
    }
    const parser = await this.grammars.newParser(languageId);
    const newest = this.opening.get(document);
    this.opening.delete(document);
    if (!parser || !newest) {
      parser?.delete();
      return;
    }
    const entry: Entry = { parser, tree: undefined, read: newest, version: 1, parsed: 0, begun: false, closed: false };
    this.use(document, entry);
    await this.parse(entry);
  }

  /** Where in its document the snapshot's cursor is, as the document is now: line and column, from 0. */
  locate(snapshot: Snapshot, point: Point): void {
    const version = this.entries.get(snapshot.document)?.version;
    if (version !== undefined) {
      this.places.set(snapshot, { point, version });
    }
  }

  /** @returns what the cursor is within; `code` if neither; undefined while there is no tree of just this text */
  textAt(snapshot: Snapshot): "comment" | "string" | "code" | undefined {
    const entry = this.entries.get(snapshot.document);
    const place = this.places.get(snapshot);
    if (!entry?.tree || !place || place.version !== entry.parsed || entry.parsed !== entry.version) {
      return undefined;
    }
    // At the cursor a text has begun before it and ends behind it.
    for (let node = entry.tree.rootNode.descendantForPosition(place.point); node; node = node.parent) {
      if (isBefore(node.startPosition, place.point) && isBefore(place.point, node.endPosition)) {
        if (isComment(node)) {
          return "comment";
        }
        if (isText(node)) {
          return "string";
        }
        if (/substitution|interpolation/.test(node.type)) {
          return "code";
        }
      }
    }
    return "code";
  }

  /** From now on it has no tree. */
  close(document: string): void {
    const entry = this.forget(document);
    if (entry) {
      void this.slices.pause().then(() => free(entry));
    }
  }

  dispose(): void {
    for (const document of [...this.entries.keys(), ...this.opening.keys()]) {
      const entry = this.forget(document);
      if (entry) {
        free(entry);
      }
    }
  }

  private forget(document: string): Entry | undefined {
    this.opening.delete(document);
    const entry = this.entries.get(document);
    this.entries.delete(document);
    if (entry) {
      entry.closed = true;
    }
    return entry;
  }

  private use(document: string, entry: Entry): void {
    this.entries.delete(document);
    this.entries.set(document, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > MOST_TREES && oldest !== undefined) {
      this.close(oldest);
    }
  }

  private async parse(entry: Entry): Promise<void> {
    const { version } = entry;
    await this.slices.rest();
    if (entry.closed || entry.version !== version) {
      return;
    }
    if (entry.begun) {
      entry.begun = false;
      entry.parser.reset();
      await this.slices.pause();
    }
    while (!entry.closed && entry.version === version) {
      const until = this.slices.now() + SLICE_MS;
      const progressCallback = () => this.slices.now() > until;
      const tree = entry.parser.parse(entry.read, entry.tree, { progressCallback });
      entry.begun = tree === null;
      if (tree) {
        const old = entry.tree;
        entry.tree = tree;
        entry.parsed = version;
        await this.release(old);
        return;
      }
      await this.slices.pause();
    }
  }

  /** Giving back the memory of a long document's tree takes longer than a slice, and is not to come on top of one. */
  private async release(tree: Tree | undefined): Promise<void> {
    if (tree) {
      await this.slices.pause();
      tree.delete();
    }
  }
}

/** The memory of trees is not collected by itself. */
function free({ tree, parser }: Entry): void {
  tree?.delete();
  parser.delete();
}

function isBefore(one: Point, other: Point): boolean {
  return one.row < other.row || (one.row === other.row && one.column < other.column);
}
