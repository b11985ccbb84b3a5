import assert from "node:assert/strict";
import * as vscode from "vscode";
import { seededRandom } from "../../mistral/random";
import { cpuTime } from "../support/blocks";
import { disposesAfterEachTest } from "../support/disposing";
import { closeEverything, openFile } from "../support/files";
import { mistralBehindTheExtension } from "../support/mistral";
import { failsOnStalls, StallWatcher } from "../support/stall";
import { until } from "../support/waiting";

const LINES = 20_000;
const KEYS = 500;
const TYPED = "total = count(items, key=lambda item: item.price)";

function busyForATest(milliseconds: number): void {
  const end = cpuTime() + milliseconds;
  while (cpuTime() < end);
}

describe("the watcher for stalls", () => {
  it("tells of code that keeps the extension host busy, and where", async () => {
    const watcher = await StallWatcher.start();
    // Well above the least that counts, as a profile's samples miss some of it.
    busyForATest(200);
    const [stall = "", ...others] = await watcher.stop();
    assert.match(stall, /^blocked for \d+ ms in .*busyForATest \(completion\/stall\.test\.js:\d+\)/);
    assert.deepEqual(others, []);
  });

  it("does not tell of a process that the machine has put aside", async () => {
    const watcher = await StallWatcher.start();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
    assert.deepEqual(await watcher.stop(), []);
  });
});

describe("ghost text in a long file", () => {
  const mistral = mistralBehindTheExtension();
  const own = disposesAfterEachTest();
  let editor: vscode.TextEditor;
  before("open the file", async () => {
    const lines = Array.from({ length: LINES }, (_, at) => `value${at} = compute(${at}, "text of ${at}")`);
    editor = await vscode.window.showTextDocument(await openFile("stall.py", lines.join("\n")));
  });
  after(closeEverything);
  failsOnStalls();

  it("never stalls the extension host while one types", async function () {
    this.timeout(120_000);
    let answers = 0;
    mistral().brain.onFim(/./, () => `value${++answers}\nfollowing = ${answers}\n`);
    const random = seededRandom(1);
    const changed = own(new vscode.EventEmitter<void>());
    own(vscode.workspace.onDidChangeTextDocument(() => changed.fire()));
    for (let key = 0; key < KEYS; key++) {
      const at = key % TYPED.length;
      if (at === 0) {
        const { range } = editor.document.lineAt(Math.floor(random() * LINES));
        const place = random() < 0.7 ? range.end : range.start.translate(0, Math.floor(random() * range.end.character));
        editor.selection = new vscode.Selection(place, place);
      }
      const { version } = editor.document;
      const text = at === 0 && random() < 0.3 ? "\n" : TYPED.charAt(at);
      await vscode.commands.executeCommand("type", { text });
      await until(changed.event, () => editor.document.version > version || undefined);
    }
    assert.ok(mistral().server.requests.length > 0, "Nothing was asked for.");
  });
});
