import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { folder, openFile, readFile, writeFile } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { mistralBehindTheExtension } from "../support/mistral";
import { openReview, reviewClosed, reviewShown } from "../support/review";
import { accept, discard, run, TWICE } from "./refactoring";

const CONTENT = 'import { twice } from "../twice";\n\ntwice(2);\n';

function fileAnswer(path: string): string {
  return JSON.stringify({ summary: "Tests of twice.", path, content: CONTENT });
}

let count = 0;

/** The editor notices when a file is written again, and may then find it empty for a moment. */
const freshFile = () => openFile(`twice-${++count}.ts`, TWICE);

const isThere = (path: string) => existsSync(join(folder(), path));

describe("Write Tests", () => {
  const mistral = mistralBehindTheExtension();
  const reader = readerForEachTest();

  async function propose(path: string) {
    mistral().brain.nextChat(fileAnswer(path));
    const document = await freshFile();
    const failed = run("writeTests", document).then(() => new Promise<never>(() => {}));
    return reader().unlessItComplains(Promise.race([reviewShown(`Write Tests: ${path.split("/").at(-1)}`), failed]));
  }

  it("adds its file when it is accepted, not before, and undo takes it away", async () => {
    const review = await propose("tests/deep/twice.test.ts");
    assert.deepEqual([review.before, review.after], ["", CONTENT]);
    assert.equal(isThere("tests"), false);
    await accept(reader());
    await reviewClosed();
    assert.equal(readFile("tests/deep/twice.test.ts"), CONTENT);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), CONTENT);
    await vscode.commands.executeCommand("undo");
    assert.equal(isThere("tests/deep/twice.test.ts"), false);
  });

  it("writes nothing when it is discarded", async () => {
    await propose("tests/discarded.test.ts");
    await discard();
    await reviewClosed();
    assert.equal(isThere("tests/discarded.test.ts"), false);
  });

  it("does not overwrite a file that came to be meanwhile", async () => {
    await propose("tests/meanwhile.test.ts");
    writeFile("tests/meanwhile.test.ts", "mine\n");
    void vscode.commands.executeCommand("codestral.acceptEdit");
    await reader().next(/tests\/meanwhile\.test\.ts exists by now; nothing was written/);
    assert.equal(readFile("tests/meanwhile.test.ts"), "mine\n");
  });

  describe("refuses a path", () => {
    const outside = mkdtempSync(join(tmpdir(), "codestral-outside-"));
    before(() => symlinkSync(outside, join(folder(), "link-out")));
    after(() => {
      rmSync(join(folder(), "link-out"));
      rmSync(outside, { recursive: true });
    });

    for (const [what, path, sentence] of [
      ["that climbs out", "../escaped.test.ts", /outside the workspace folder/],
      ["that climbs out on the way", "src/../../escaped.test.ts", /outside the workspace folder/],
      ["that is absolute", "/tmp/escaped.test.ts", /outside the workspace folder/],
      ["that is absolute on Windows", "C:\\escaped.test.ts", /outside the workspace folder/],
      ["of the editor's settings", ".vscode/settings.json", /decides what the editor runs/],
      ["of the shell's settings", "sub/.bashrc", /is run by shells/],
      ["of a file that exists", "src/greet.ts", /exists already/],
      ["that leads out through a link", "link-out/escaped.test.ts", /leads out of the workspace through a link/],
      ["that leads out through a link, deeper", "link-out/a/escaped.test.ts", /leads out of the workspace/],
    ] as const) {
      it(what, async () => {
        const greet = readFile("src/greet.ts");
        mistral().brain.nextChat(fileAnswer(path));
        const document = await freshFile();
        void run("writeTests", document);
        assert.equal((await reader().next(sentence)).severity, "Error");
        assert.equal(openReview(), undefined);
        assert.equal(readFile("src/greet.ts"), greet);
        assert.equal(existsSync(join(outside, "escaped.test.ts")) || existsSync("/tmp/escaped.test.ts"), false);
      });
    }
  });

  it("needs a folder of the workspace for a file that is in none", async () => {
    mistral().brain.nextChat(fileAnswer("tests/loose.test.ts"));
    const document = await vscode.workspace.openTextDocument({ language: "typescript", content: TWICE });
    void run("writeTests", document);
    await reader().next(/a new file needs a workspace folder/);
    assert.equal(openReview(), undefined);
  });
});
