import assert from "node:assert/strict";
import * as vscode from "vscode";
import { disposesAfterEachTest } from "../support/disposing";
import { openFile } from "../support/files";
import { ScriptedGhostText } from "./ghostText";

const PREFIX = 8_000;
const SUFFIX = 3_000;

/** The document, with a book kept of the lines that are touched; reading all of it is a failure. */
function watched(document: vscode.TextDocument): { document: vscode.TextDocument; touched: Set<number> } {
  const touched = new Set<number>();
  const lineAt = (at: number | vscode.Position) => {
    const line = typeof at === "number" ? at : at.line;
    touched.add(line);
    return document.lineAt(line);
  };
  return { touched, document: { ...document, lineAt, getText: () => assert.fail("The whole text was read.") } };
}

describe("the window around the cursor", () => {
  const own = disposesAfterEachTest();

  async function snapshotAt(
    document: vscode.TextDocument,
    position: vscode.Position,
    from = own(new ScriptedGhostText()),
  ) {
    await from.items(document, position);
    const snapshot = from.asked.at(-1);
    assert.ok(snapshot, "The engine was not asked.");
    return snapshot;
  }

  it("is the whole of a short document", async () => {
    const document = await openFile("window.txt", "one\ntwo\nthree\n");
    const { prefix, suffix } = await snapshotAt(document, new vscode.Position(1, 1));
    assert.deepEqual({ prefix, suffix }, { prefix: "one\nt", suffix: "wo\nthree\n" });
  });

  it("has line ends of one kind, whatever the file's are", async () => {
    const document = await openFile("window-ends.txt", "one\r\ntwo\nthree\r\nfour\n");
    const { prefix, suffix } = await snapshotAt(document, new vscode.Position(2, 2));
    assert.deepEqual({ prefix, suffix }, { prefix: "one\ntwo\nth", suffix: "ree\nfour\n" });
  });

  it("knows the document by its place in the workspace, and how it is indented", async () => {
    const document = await openFile("folder/tabs.go", "func f() {\n\treturn\n}\n");
    await vscode.window.showTextDocument(document);
    const { path, languageId, indentation } = await snapshotAt(document, new vscode.Position(1, 1));
    assert.deepEqual(
      { path, languageId, indentation },
      { path: "folder/tabs.go", languageId: "go", indentation: "\t" },
    );
  });

  it("takes a limited part of a line of 1 MB", async () => {
    const line = Array.from({ length: 100_000 }, (_, at) => `${at}`.padStart(10, ".")).join("");
    const document = await openFile("long-line.txt", `before\n${line}\nafter\n`);
    const { prefix, suffix } = await snapshotAt(document, new vscode.Position(1, 500_000));
    assert.ok(prefix.length <= PREFIX && suffix.length <= SUFFIX);
    assert.ok(prefix.length >= PREFIX / 2 && suffix.length >= SUFFIX / 2);
    assert.equal(prefix, line.slice(500_000 - prefix.length, 500_000));
    assert.equal(suffix, line.slice(500_000, 500_000 + suffix.length));
  });

  it("does not begin or end with half an emoji", async () => {
    const emoji = "😀".repeat(10_000);
    const document = await openFile("emoji.txt", `${emoji}x${emoji}`);
    // With the x before the cursor the first edge falls between two halves, with the x behind it the last one.
    for (const character of [20_001, 20_000]) {
      const { prefix, suffix } = await snapshotAt(document, new vscode.Position(0, character));
      assert.ok(prefix.isWellFormed() && suffix.isWellFormed());
      assert.equal((prefix.length + suffix.length) % 2, 1);
    }
  });

  it("begins at the same line while one types, also when lines are put in above it", async () => {
    const document = await openFile("steps.txt", Array.from({ length: 2_000 }, (_, at) => `line ${at}`).join("\n"));
    const editor = await vscode.window.showTextDocument(document);
    const ghostText = own(new ScriptedGhostText());
    const first = await snapshotAt(document, new vscode.Position(1_000, 0), ghostText);
    await editor.edit((edit) => edit.insert(new vscode.Position(1_000, 0), "typed\nand more "));
    const later = await snapshotAt(document, new vscode.Position(1_001, 9), ghostText);
    assert.equal(later.prefix, `${first.prefix}typed\nand more `);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "above\nabove\n"));
    const shifted = await snapshotAt(document, new vscode.Position(1_003, 9), ghostText);
    assert.equal(shifted.prefix, later.prefix);
  });

  it("touches its own lines only in a file of almost 50 MB", async function () {
    this.timeout(60_000);
    const line = "x".repeat(999);
    const { document, touched } = watched(await openFile("huge.txt", `${line}\n`.repeat(49 * 1024)));
    const { prefix, suffix } = await snapshotAt(document, new vscode.Position(30_000, 500));
    assert.ok(prefix.length >= PREFIX / 3 && suffix.length >= SUFFIX / 3);
    const lines = [...touched].toSorted((a, b) => a - b);
    assert.deepEqual(
      lines,
      lines.map((_, at) => (lines[0] ?? 0) + at),
    );
    assert.ok(lines.length <= (PREFIX + SUFFIX) / line.length + 3, `touched ${lines.length} lines`);
  });

  it("never sees a larger file, which the editor keeps from extensions", async function () {
    this.timeout(60_000);
    const open = openFile("too-large.txt", `${"x".repeat(1_023)}\n`.repeat(50 * 1024 + 1));
    await assert.rejects(open, /Files above 50MB cannot be synchronized with extensions/);
  });
});
