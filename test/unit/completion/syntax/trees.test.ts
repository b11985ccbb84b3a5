import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import * as fc from "fast-check";
import { Grammars } from "../../../../src/completion/syntax/grammars";
import { SyntaxTrees } from "../../../../src/completion/syntax/trees";
import { marked } from "../marked";
import { GRAMMAR_DIRECTORY, grammars } from "./loaded";

/** A clock that a test moves on with each look, so that a long parse takes many slices. */
class Ticks {
  slices = 0;
  private time = 0;

  constructor(private readonly tick: number) {}

  now(): number {
    this.time += this.tick;
    return this.time;
  }

  async pause(): Promise<void> {
    this.slices++;
    await setImmediate();
  }

  async rest(): Promise<void> {
    await setImmediate();
  }
}

/** A document that is typed in. */
class Typed {
  /** The longest piece that was read at once. */
  longest = 0;
  reads = 0;

  constructor(
    private readonly trees: SyntaxTrees,
    public text: string,
    private readonly name = "file:///typescript",
  ) {}

  readonly read = (index: number): string | undefined => {
    this.reads++;
    const end = this.text.indexOf("\n", index);
    const piece = this.text.slice(index, end === -1 ? undefined : end + 1);
    this.longest = Math.max(this.longest, piece.length);
    return piece === "" ? undefined : piece;
  };

  open(): Promise<void> {
    return this.trees.changed(this.name, "typescript", [], this.read);
  }

  replace(startIndex: number, oldEndIndex: number, text: string): Promise<void> {
    const startPosition = this.pointAt(startIndex);
    const oldEndPosition = this.pointAt(oldEndIndex);
    this.text = this.text.slice(0, startIndex) + text + this.text.slice(oldEndIndex);
    const newEndIndex = startIndex + text.length;
    const newEndPosition = this.pointAt(newEndIndex);
    const edit = { startIndex, oldEndIndex, newEndIndex, startPosition, oldEndPosition, newEndPosition };
    return this.trees.changed(this.name, "typescript", [edit], this.read);
  }

  /** What the place in front of `word` is within. */
  at(word: string): "comment" | "string" | "code" | undefined {
    const snapshot = { ...marked("█"), document: this.name };
    this.trees.locate(snapshot, this.pointAt(this.text.indexOf(word)));
    return this.trees.textAt(snapshot);
  }

  private pointAt(index: number): { row: number; column: number } {
    const lines = this.text.slice(0, index).split("\n");
    return { row: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
  }
}

const SOURCE = "const a = `one\ntwo ${three} four`;\n/*\n * five\n */\nsix();\n";

describe("the documents' syntax trees", () => {
  let trees: SyntaxTrees;
  let ticks: Ticks;

  beforeEach(() => {
    ticks = new Ticks(0);
    trees = new SyntaxTrees(grammars, ticks);
  });

  afterEach(() => trees.dispose());

  it("tell strings, comments and code apart over lines", async () => {
    const document = new Typed(trees, SOURCE);
    await document.open();
    assert.deepEqual(
      ["two", "three", "four", "five", "six"].map((word) => document.at(word)),
      ["string", "code", "string", "comment", "code"],
    );
  });

  it("say nothing of a text that is not parsed yet", async () => {
    const document = new Typed(trees, SOURCE);
    await document.open();
    const parsed = document.replace(0, 0, "/* ");
    assert.equal(document.at("six"), undefined);
    await parsed;
    assert.equal(document.at("a ="), "comment");
    assert.equal(document.at("six"), "code");
  });

  it("say nothing of a snapshot of an older text", async () => {
    const document = new Typed(trees, SOURCE);
    await document.open();
    const snapshot = { ...marked("█"), document: "file:///typescript" };
    trees.locate(snapshot, { row: 1, column: 0 });
    assert.equal(trees.textAt(snapshot), "string");
    const parsed = document.replace(0, 0, "b();\n");
    assert.equal(trees.textAt(snapshot), undefined);
    await parsed;
    assert.equal(trees.textAt(snapshot), undefined);
  });

  it("are parsed in slices, by lines, and begun anew when the text changes meanwhile", async () => {
    ticks = new Ticks(5);
    trees = new SyntaxTrees(grammars, ticks);
    const document = new Typed(trees, `${"call(one, [two, three]);\n".repeat(3_000)}/* five */\nsix();\n`);
    const first = document.open();
    while (ticks.slices < 3) {
      await setImmediate();
    }
    const second = document.replace(0, 0, "`");
    await Promise.all([first, second]);
    assert.ok(ticks.slices > 10, `${ticks.slices} slices`);
    assert.equal(document.longest, "call(one, [two, three]);\n".length + 1);
    await document.replace(document.text.indexOf("/*"), document.text.indexOf("/*"), "`;\n");
    assert.equal(document.at("five"), "comment");
    assert.equal(document.at("two"), "string");
  });

  it("give memory back in turns of their own, not on top of a slice", async () => {
    const log: string[] = [];
    const parser = await grammars.newParser("typescript");
    assert.ok(parser);
    const reset = parser.reset.bind(parser);
    const parse = parser.parse.bind(parser);
    parser.reset = () => {
      log.push("reset");
      reset();
    };
    parser.parse = (...args) => {
      const tree = parse(...args);
      log.push(tree ? "parsed" : "slice");
      if (tree) {
        const free = tree.delete.bind(tree);
        tree.delete = () => {
          log.push("delete");
          free();
        };
      }
      return tree;
    };
    ticks = new Ticks(5);
    const pause = ticks.pause.bind(ticks);
    ticks.pause = async () => {
      log.push("turn");
      await pause();
    };
    ticks.rest = () => ticks.pause();
    trees = new SyntaxTrees({ newParser: async () => parser }, ticks);
    const document = new Typed(trees, "call(one, [two, three]);\n".repeat(200));
    const first = document.open();
    while (!log.includes("slice")) {
      await setImmediate();
    }
    await Promise.all([first, document.replace(0, 0, "a")]);
    await document.replace(0, 0, "b");
    trees.close("file:///typescript");
    assert.equal(log.at(-1), "turn");
    while (log.at(-1) === "turn") {
      await setImmediate();
    }
    assert.equal(log.at(-1), "delete");
    const turns = log.join(" ").split("turn");
    const kinds = new Set(turns.map((turn) => turn.trim()));
    assert.deepEqual([...kinds].sort(), ["", "delete", "parsed", "reset", "slice"]);
  });

  it("are parsed once for all keys that come before a rest", async () => {
    const readsFor = async (type: (document: Typed) => Promise<unknown>, name: string) => {
      const document = new Typed(trees, SOURCE, name);
      await document.open();
      const before = document.reads;
      await type(document);
      assert.equal(document.at("five"), "comment");
      return document.reads - before;
    };
    const keys = ["a", "b", "c"];
    const quickly = await readsFor(
      (document) => Promise.all(keys.map((key) => document.replace(0, 0, key))),
      "file:///1",
    );
    const slowly = await readsFor(async (document) => {
      for (const key of keys) await document.replace(0, 0, key);
    }, "file:///2");
    assert.ok(quickly < slowly, `${quickly} and ${slowly} reads`);
  });

  it("are those of the whole text, whatever is typed", async () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(9), fc.constantFrom("`", "/*", "*/", "\n", "a", "${", "}")), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(edits, async (all) => {
        const name = "file:///typed";
        const document = new Typed(trees, SOURCE, name);
        await document.open();
        for (const [at, length, text] of all) {
          const start = at % (document.text.length + 1);
          await document.replace(start, Math.min(start + length, document.text.length), text);
        }
        const anew = new Typed(trees, document.text, "file:///anew");
        await anew.open();
        for (const word of ["two", "three", "five", "six"].filter((one) => document.text.includes(one))) {
          assert.equal(document.at(word), anew.at(word), document.text);
        }
        trees.close(name);
        trees.close("file:///anew");
      }),
      { numRuns: 60 },
    );
  });

  it("are kept for the twenty documents that were used last", async () => {
    const documents = Array.from({ length: 21 }, (_, at) => new Typed(trees, SOURCE, `file:///${at}`));
    for (const document of documents) {
      await document.open();
    }
    assert.equal(documents[0]?.at("two"), undefined);
    assert.equal(documents[1]?.at("two"), "string");
    assert.equal(documents[20]?.at("two"), "string");
  });

  it("are gone when the document is closed, also while it is parsed", async () => {
    const document = new Typed(trees, SOURCE);
    const parsed = document.open();
    trees.close("file:///typescript");
    await parsed;
    assert.equal(document.at("two"), undefined);
    await document.open();
    assert.equal(document.at("two"), "string");
    trees.close("file:///typescript");
    assert.equal(document.at("two"), undefined);
  });

  it("are none where there is no grammar", async () => {
    await trees.changed("file:///a.md", "markdown", [], () => undefined);
    const snapshot = { ...marked("█"), document: "file:///a.md" };
    trees.locate(snapshot, { row: 0, column: 0 });
    assert.equal(trees.textAt(snapshot), undefined);
  });
});

describe("the grammars", () => {
  it("that cannot be read are told of once, and the language has none", async () => {
    const failed: string[] = [];
    const none = new Grammars({
      read: async () => {
        throw new Error("There is no such file.");
      },
      failed: (grammar) => failed.push(grammar),
    });
    assert.equal(none.parserFor("go"), undefined);
    await none.load("go");
    await none.load("go");
    assert.equal(none.parserFor("go"), undefined);
    assert.deepEqual(failed, ["go"]);
  });

  it("are read once each", async () => {
    const read: string[] = [];
    const counted = new Grammars({
      read: async (file) => {
        read.push(file);
        return readFile(join(GRAMMAR_DIRECTORY, file));
      },
      failed: (_, error) => assert.fail(String(error)),
    });
    await Promise.all([counted.load("c"), counted.load("cpp"), counted.load("css")]);
    assert.deepEqual(read.toSorted(), ["tree-sitter-cpp.wasm", "tree-sitter-css.wasm", "tree-sitter.wasm"]);
    assert.ok(counted.parserFor("cpp"));
    counted.dispose();
  });
});
