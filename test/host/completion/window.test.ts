import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEverything, openFile } from "../support/files";
import { asked, never, providerThatSays } from "./ghostText";

const PREFIX = 8_000;
const SUFFIX = 3_000;

async function snapshotAt(document: vscode.TextDocument, position: vscode.Position) {
  const { provider, snapshots } = providerThatSays(undefined);
  await provider.provideInlineCompletionItems(document, position, asked, never());
  const [snapshot] = snapshots;
  assert.ok(snapshot, "The engine was not asked.");
  return snapshot;
}

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
  afterEach(closeEverything);

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

  it("takes a limited part of a line of 1 MB", async () => {
    const line = Array.from({ length: 100_000 }, (_, at) => `${at}`.padStart(10, ".")).join("");
    const document = await openFile("long-line.txt", `before\n${line}\nafter\n`);
    const { prefix, suffix } = await snapshotAt(document, new vscode.Position(1, 500_000));
    assert.equal(prefix, line.slice(500_000 - PREFIX, 500_000));
    assert.equal(suffix, line.slice(500_000, 500_000 + SUFFIX));
  });

  it("stays within its limits where lines end at its edges", async () => {
    const lines = Array.from({ length: 2_000 }, (_, at) => "x".repeat(at % 90));
    const document = await openFile("window-edges.txt", lines.join("\n"));
    const text = document.getText();
    for (let line = 900; line < 1_000; line++) {
      const position = new vscode.Position(line, Math.floor((lines[line]?.length ?? 0) / 2));
      const offset = document.offsetAt(position);
      const { prefix, suffix } = await snapshotAt(document, position);
      assert.ok(prefix.length <= PREFIX && suffix.length <= SUFFIX, `too long in line ${line}`);
      assert.ok(prefix.length >= PREFIX - 1 && suffix.length >= SUFFIX - 1, `too short in line ${line}`);
      assert.equal(text.slice(offset - prefix.length, offset + suffix.length), prefix + suffix);
    }
  });

  it("does not begin or end with half an emoji", async () => {
    const emoji = "😀".repeat(10_000);
    const document = await openFile("emoji.txt", `${emoji}x${emoji}`);
    // With the x before the cursor the first edge falls between two halves, with the x behind it the last one.
    for (const character of [20_001, 20_000]) {
      const { prefix, suffix } = await snapshotAt(document, new vscode.Position(0, character));
      assert.ok(prefix.isWellFormed() && suffix.isWellFormed());
      assert.deepEqual([prefix.length, suffix.length], character === 20_001 ? [7_999, 3_000] : [8_000, 2_999]);
    }
  });

  it("touches its own lines only in a file of almost 50 MB", async function () {
    this.timeout(60_000);
    const line = "x".repeat(999);
    const { document, touched } = watched(await openFile("huge.txt", `${line}\n`.repeat(49 * 1024)));
    const { prefix, suffix } = await snapshotAt(document, new vscode.Position(30_000, 500));
    assert.ok(prefix.length >= PREFIX - 1 && suffix.length >= SUFFIX - 1);
    assert.deepEqual(
      [...touched].toSorted((a, b) => a - b),
      Array.from({ length: 12 }, (_, at) => 30_000 - 8 + at),
    );
  });

  it("never sees a larger file, which the editor keeps from extensions", async function () {
    this.timeout(60_000);
    const open = openFile("too-large.txt", `${"x".repeat(1_023)}\n`.repeat(50 * 1024 + 1));
    await assert.rejects(open, /Files above 50MB cannot be synchronized with extensions/);
  });
});
