import * as vscode from "vscode";
import { seededRandom } from "../../mistral/random";
import { ghostTextFrom, unasked } from "../completion/ghostText";
import { registerInstantProvider } from "./instantProvider";
import { report, setting } from "./report";

/** What a window does depends on the folder that it shows. */
export async function run(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  try {
    if (folder?.name === "own") {
      await report(await ownTimes(vscode.Uri.joinPath(folder.uri, "long.ts")));
      return;
    }
    registerInstantProvider();
    await report("ready");
  } catch (error) {
    await report({ failed: String(error) });
  }
}

/** Types into the document at places all over it, and asks the provider after each key, as the editor does. */
async function ownTimes(uri: vscode.Uri): Promise<{ before: number[]; after: number[] }> {
  const editor = await vscode.window.showTextDocument(uri);
  const { document } = editor;
  const ghostText = ghostTextFrom({ url: setting("SERVER"), key: setting("KEY"), waits: false });
  const random = seededRandom(Number(setting("SEED")));
  const wire = watchFetch();
  const times = { before: [] as number[], after: [] as number[] };
  try {
    for (let key = 0; key < Number(setting("KEYS")); key++) {
      const { range } = document.lineAt(Math.floor(random() * document.lineCount));
      await editor.edit((edit) => edit.insert(range.end, "x"));
      const position = range.end.translate(0, 1);
      const called = performance.now();
      const items = await ghostText.items(document, position, unasked);
      const returned = performance.now();
      if (items.length === 0) throw new Error(`There was no suggestion in line ${position.line}.`);
      times.before.push(wire.sentAt - called);
      times.after.push(returned - wire.lastByteAt);
    }
  } finally {
    wire.restore();
    ghostText.dispose();
  }
  return times;
}

/** Takes the time at the editor's own `fetch`: when it gets a request, and when it hands out bytes. */
function watchFetch() {
  const { fetch } = globalThis;
  const wire = {
    sentAt: Number.NaN,
    lastByteAt: Number.NaN,
    restore: () => {
      globalThis.fetch = fetch;
    },
  };
  globalThis.fetch = async (input, init) => {
    wire.sentAt = performance.now();
    const response = await fetch(input, init);
    const clock = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        wire.lastByteAt = performance.now();
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body?.pipeThrough(clock), response);
  };
  return wire;
}
