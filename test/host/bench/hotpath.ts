import * as vscode from "vscode";
import { seededRandom } from "../../mistral/random";
import { BlockWatcher } from "../support/blocks";
import { extension } from "../support/extension";
import { until } from "../support/waiting";
import { allocatedBy } from "./allocations";
import { type Provided, timeOwnCode } from "./ownCode";
import { OwnTime, type Stretch } from "./ownTime";
import { report, setting } from "./report";

/** What is typed at one place before the cursor is put elsewhere. */
const TYPED = "const total = sum(list, (one) => one.price * 2);";
/** Keys that are typed before anything is measured. */
const WARM_UP = 50;
/** The editor asks for ghost text within this time of a key, if it does at all. */
const PATIENCE_MS = 1_000;

/** What our code took for each key, and the host's longest block meanwhile. */
export interface HotPath {
  readonly keys: readonly (readonly Stretch[])[];
  readonly longestBlock: number;
  /** Keys after which the editor asked for nothing. */
  readonly unasked: number;
}

export async function run(): Promise<void> {
  const own = new OwnTime();
  try {
    own.start();
    const provided = timeOwnCode(own);
    own.stop();
    void measure(own, provided).then(report, (error) => report({ failed: String(error) }));
  } catch (error) {
    await report({ failed: String(error) });
  }
}

async function measure(own: OwnTime, provided: vscode.Event<Provided>) {
  await extension().activate();
  const keys = Number(setting("KEYS"));
  const long = await typistIn("long.ts", provided);
  await long.type(WARM_UP);
  const inLong = await timesOf(own, long, keys);
  const { extensionPath } = extension();
  const allocated = await allocatedBy(
    (url) => url.includes(extensionPath),
    async () => {
      await long.type(keys / 5);
    },
  );
  const short = await typistIn("short.ts", provided);
  await short.type(WARM_UP);
  const inShort = await timesOf(own, short, keys / 5);
  const bytesPerKey = { own: allocated.own / (keys / 5), editor: allocated.editor / (keys / 5) };
  return { long: inLong, short: inShort, bytesPerKey };
}

async function timesOf(own: OwnTime, typist: Typist, count: number): Promise<HotPath> {
  const keys: (readonly Stretch[])[] = [];
  const watcher = new BlockWatcher(1);
  own.start();
  const unasked = await typist.type(count, () => keys.push(own.take()));
  own.stop();
  watcher.stop();
  return { keys, longestBlock: Math.max(0, ...watcher.blocks.map(({ busy }) => busy)), unasked };
}

interface Typist {
  /** @returns after how many keys the editor asked for no ghost text */
  type(keys: number, typed?: () => void): Promise<number>;
}

/** Types at places all over a file: at the ends of lines, in the middle of them, and on new lines. */
async function typistIn(name: string, provided: vscode.Event<Provided>): Promise<Typist> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("The window has no folder.");
  const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name));
  const { document } = editor;
  const random = seededRandom(Number(setting("SEED")));
  let at = 0;
  return {
    async type(keys, typed = () => {}) {
      let unasked = 0;
      for (let key = 0; key < keys; key++, at++) {
        const column = at % TYPED.length;
        const isNewLine = column === 0 && random() < 1 / 3;
        if (column === 0) await goTo(editor, random);
        const asked = answered(document, provided);
        await vscode.commands.executeCommand("type", { text: isNewLine ? "\n" : TYPED.charAt(column) });
        unasked += (await asked) ? 0 : 1;
        typed();
      }
      return unasked;
    },
  };
}

async function goTo(editor: vscode.TextEditor, random: () => number): Promise<void> {
  const { range } = editor.document.lineAt(Math.floor(random() * editor.document.lineCount));
  const middle = range.start.translate(0, Math.floor(range.end.character / 2));
  const place = random() < 2 / 3 ? range.end : middle;
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place));
  await until(vscode.window.onDidChangeTextEditorSelection, () => editor.selection.active.isEqual(place) || undefined);
}

/** Whether the editor asks about the document's next version in time; settles when that is answered. */
function answered(document: vscode.TextDocument, provided: vscode.Event<Provided>): Promise<boolean> {
  const { version } = document;
  return new Promise((resolve) => {
    const end = (isAsked: boolean) => {
      clearTimeout(patience);
      subscription.dispose();
      resolve(isAsked);
    };
    const patience = setTimeout(() => end(false), PATIENCE_MS);
    const subscription = provided((answer) => {
      if (answer.document === document && answer.version > version) end(true);
    });
  });
}
