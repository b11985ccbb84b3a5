import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Consent } from "../../../src/chat/consent";
import type { QuestionView } from "../../../src/chat/protocol";
import { readFile } from "../../../src/chat/tools/readFile";
import type { Effect, Outcome } from "../../../src/chat/tools/tool";
import { Asked } from "../../../src/vscode/chat/asked";
import { consentOf, grantsOf } from "../../../src/vscode/chat/consent";
import { showPermissions } from "../../../src/vscode/chat/permissions";
import type { Exclusion } from "../../../src/vscode/workspace/exclusion";
import { Workspace } from "../../../src/vscode/workspace/workspace";
import { exclusionOfThisWindow } from "../support/exclusion";
import { readerForEachTest } from "../support/messages";
import { until } from "../support/waiting";

describe("consent in the real workspace", () => {
  const reader = readerForEachTest();
  let outside: string;
  let exclusion: Exclusion;
  let workspace: Workspace;
  let consent: Consent;
  let memory: vscode.Memento;
  let questions: vscode.EventEmitter<void>;

  before(async () => {
    exclusion = await exclusionOfThisWindow();
  });
  after(() => exclusion.dispose());
  beforeEach(() => {
    outside = realpathSync(mkdtempSync(join(tmpdir(), "codestral-outside-")));
    writeFileSync(join(outside, "notes.txt"), "saved\n");
    const kept = new Map<string, unknown>();
    memory = {
      keys: () => [...kept.keys()],
      get: (key: string) => kept.get(key),
      update: async (key: string, value: unknown) => void kept.set(key, structuredClone(value)),
    } as vscode.Memento;
    workspace = new Workspace(exclusion);
    consent = consentOf(workspace, memory);
    questions = new vscode.EventEmitter();
    consent.listen(() => questions.fire());
  });
  afterEach(() => {
    questions.dispose();
    rmSync(outside, { recursive: true });
  });

  const asked = (but?: string): Promise<QuestionView> =>
    until(questions.event, () => (consent.question?.id === but ? undefined : consent.question));
  /** As a turn of the chat calls it. */
  const read = async (path: string, conversation = "one"): Promise<Outcome> => {
    const { signal } = new AbortController();
    const effects: Effect[] = [{ kind: "reads", path }];
    const call = { id: "abcdefghi", name: "read_file", arguments: JSON.stringify({ path }) };
    const who = { mode: "ask", conversation, isTainted: () => false } as const;
    const permit = await consent.permit(call, effects, who, signal);
    assert.ok(permit && "outside" in permit);
    return readFile.run({ path }, { workspace, permit }, signal);
  };

  it("reads a file outside on the person's word, and not what holds secrets", async () => {
    const path = join(outside, "notes.txt");
    const reading = read(path);
    const { id, about } = await asked();
    assert.deepEqual(about, [vscode.Uri.file(path).path]);
    consent.answer(id, "once");
    assert.match((await reading).content, /line 1 of 1:\nsaved$/);
    writeFileSync(join(outside, ".env"), "TOKEN=mine\n");
    const { ok, content } = await read(join(outside, ".env"));
    assert.equal(ok, false);
    assert.match(content, /is never sent to a model, because files like/);
  });

  it("takes what is typed in the file, but not saved, for a change", async () => {
    const path = join(outside, "notes.txt");
    const document = await vscode.workspace.openTextDocument(path);
    const editor = await vscode.window.showTextDocument(document);
    const reading = read(path);
    const { id } = await asked();
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "not "));
    consent.answer(id, "once");
    const again = await asked(id);
    assert.ok(again.notes.some((note) => /has changed since/.test(note)));
    consent.answer(again.id, "once");
    assert.match((await reading).content, /not saved/);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("keeps what was granted, lists it, and asks again when it was taken back", async () => {
    const path = join(outside, "notes.txt");
    const first = read(path);
    consent.answer((await asked()).id, "workspace");
    assert.equal((await first).ok, true);
    consent = consentOf(workspace, memory);
    consent.listen(() => questions.fire());
    assert.equal((await read(path, "two")).ok, true, "nobody is asked after a reload");
    const shown: readonly vscode.QuickPickItem[][] = await picking(() => showPermissions(grantsOf(memory), "two"));
    assert.deepEqual(
      shown.map((items) => items.map(({ label, description }) => `${label}, ${description}`)),
      [[`$(pass) Read ${vscode.Uri.file(path).path}, allowed in this workspace`]],
    );
    await reader().next(/^Nothing is allowed or forbidden for more than once in this workspace/);
    const again = read(path, "three");
    consent.answer((await asked()).id, "never");
    assert.equal((await again).ok, false);
    assert.match((await read(path, "four")).content, /because the person has forbidden it/);
  });

  it("tells of a question in a view that nobody sees: once by a message, and by a badge until it is answered", async () => {
    const question: QuestionView = {
      ...{ id: "one", sentence: "May Codestral read this file?", notes: [], choices: ["once"] },
      about: ["/tmp/[click](command:x)"],
    };
    const view = { visible: false, badge: undefined } as unknown as vscode.WebviewView;
    const told = new Asked();
    told.tell(question, view);
    told.tell(question, view);
    assert.deepEqual(view.badge, { value: 1, tooltip: "May Codestral read this file?" });
    const message = await reader().next(/^The chat waits for you\./);
    assert.deepEqual([message.buttons, message.sentence.includes("command:")], [["Show Question"], false]);
    assert.deepEqual(reader().messages, []);
    told.tell(undefined, view);
    assert.equal(view.badge, undefined);
    told.tell({ ...question, id: "two" }, { visible: true } as unknown as vscode.WebviewView);
    assert.deepEqual(reader().messages, []);
  });
});

/** The lists that are shown, of each of which the first item is picked. */
async function picking(work: () => Promise<void>): Promise<vscode.QuickPickItem[][]> {
  const shown: vscode.QuickPickItem[][] = [];
  const original = vscode.window.showQuickPick;
  Reflect.set(vscode.window, "showQuickPick", async (items: vscode.QuickPickItem[]) => {
    shown.push(items);
    return items[0];
  });
  try {
    await work();
  } finally {
    Reflect.set(vscode.window, "showQuickPick", original);
  }
  return shown;
}
