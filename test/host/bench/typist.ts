import * as vscode from "vscode";
import { seededRandom } from "../../mistral/random";
import { BlockWatcher } from "../support/blocks";
import { until } from "../support/waiting";
import { longFile } from "./longFile";
import type { Provided } from "./ownCode";
import type { OwnTime, Stretch } from "./ownTime";
import { setting } from "./report";

/** What is typed at one place before the cursor is put elsewhere. */
const TYPED = "const total = sum(list, (one) => one.price * 2);";
/** The editor asks for ghost text within this time of a key, if it does at all. */
const PATIENCE_MS = 1_000;

/** What the timed code took for each key, and the host's longest block meanwhile. */
export interface HotPath {
  readonly keys: readonly (readonly Stretch[])[];
  /** What ran between these keys and those of the call before. */
  readonly between: readonly Stretch[];
  readonly longestBlock: number;
  /** Keys after which the editor asked for nothing. */
  readonly unasked: number;
}

/** Types at places all over a file: at the ends of lines, in the middle of them, and on new lines. */
export class Typist {
  private readonly random = seededRandom(Number(setting("SEED")));
  private at = 0;

  /** @param provided tells of each answer of the provider that is timed */
  constructor(
    private readonly name: string,
    private readonly own: OwnTime,
    private readonly provided: vscode.Event<Provided>,
  ) {}

  async type(count: number): Promise<HotPath> {
    const editor = await longFile(this.name);
    const between = this.own.take();
    const keys: (readonly Stretch[])[] = [];
    let unasked = 0;
    const watcher = new BlockWatcher(1);
    for (let key = 0; key < count; key++, this.at++) {
      unasked += (await this.key(editor)) ? 0 : 1;
      keys.push(this.own.take());
    }
    watcher.stop();
    return { keys, between, unasked, longestBlock: Math.max(0, ...watcher.blocks.map(({ busy }) => busy)) };
  }

  /** @returns whether the editor asked for ghost text then */
  private async key(editor: vscode.TextEditor): Promise<boolean> {
    const column = this.at % TYPED.length;
    const isNewLine = column === 0 && this.random() < 1 / 3;
    if (column === 0) await goTo(editor, this.random);
    const asked = answered(editor.document, this.provided);
    await vscode.commands.executeCommand("type", { text: isNewLine ? "\n" : TYPED.charAt(column) });
    return asked;
  }
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
