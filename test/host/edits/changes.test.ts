import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { Changes } from "../../../src/vscode/edits/changes/changes";
import { disposesAfterEachTest } from "../support/disposing";
import { exclusionOfThisWindow } from "../support/exclusion";
import { listsForEachTest } from "../support/lists";
import { readerForEachTest } from "../support/messages";
import { until } from "../support/waiting";
import { create, edit, newFile, refusals, remove, setOf } from "./changeSets";

const upper = (text: string) => text.toUpperCase();
const savedText = ({ fsPath }: vscode.Uri) => (existsSync(fsPath) ? readFileSync(fsPath, "utf8") : undefined);

describe("the list of changes", () => {
  const own = disposesAfterEachTest();
  const offer = listsForEachTest();
  const reader = readerForEachTest();
  let storage = "";
  beforeEach(() => {
    storage = mkdtempSync(join(tmpdir(), "codestral-changes-"));
  });
  after(() => rmSync(storage, { recursive: true, force: true }));

  /** As a window has it that was opened now. */
  async function changes(): Promise<Changes> {
    const log = { error: assert.fail, warn: assert.fail };
    return own(new Changes({ storage: vscode.Uri.file(storage), exclusion: own(await exclusionOfThisWindow()), log }));
  }

  /** @returns the row that was picked */
  async function pick(one: Changes, action: string): Promise<vscode.QuickPickItem | undefined> {
    const shown = one.show();
    const list = await offer();
    const [latest] = list.choices;
    list.pick(latest?.label);
    (await offer()).pick(action);
    void shown;
    return latest;
  }

  it("takes a change of several files back after a restart", async () => {
    const [edited, gone] = [newFile("one\n"), newFile("\ufefftwo\r\n")];
    const made = edited.with({ path: `${edited.path}.new` });
    const first = await changes();
    const set = setOf(await edit(edited, upper), await remove(gone), create(made, "new\n"));
    assert.deepEqual(refusals(await first.writer.write(set)), []);
    assert.deepEqual([edited, gone, made].map(savedText), ["ONE\n", undefined, "new\n"]);
    first.dispose();
    const second = await changes();
    const row = await pick(second, "Take Back");
    await reader().next(/^Taken back: /);
    assert.deepEqual([edited, gone, made].map(savedText), ["one\n", "\ufefftwo\r\n", undefined]);
    assert.match(row?.description ?? "", / · written$/);
    assert.match(row?.detail ?? "", /\.txt, .*: Shorter\.$/);
    await pick(second, "Take Back");
    await reader().next(/^Taken back: /);
    assert.deepEqual([edited, gone, made].map(savedText), ["ONE\n", undefined, "new\n"]);
  });

  it("says which file has moved on, and takes the rest back if that is wanted", async () => {
    const [moved, other] = [newFile("one\n"), newFile("two\n")];
    const one = await changes();
    await one.writer.write(setOf(await edit(moved, upper), await edit(other, upper)));
    writeFileSync(moved.fsPath, "ONE!\n");
    const document = await vscode.workspace.openTextDocument(moved);
    await until(vscode.workspace.onDidChangeTextDocument, () => document.getText() === "ONE!\n" || undefined);
    await pick(one, "Take Back");
    const message = await reader().next(/has moved on: what was written there is no longer as it was/);
    assert.deepEqual(message.buttons, ["Take Back the Rest"]);
    assert.equal(savedText(other), "TWO\n");
    message.click("Take Back the Rest");
    await reader().next(/^Taken back: /);
    assert.deepEqual([moved, other].map(savedText), ["ONE!\n", "two\n"]);
  });

  it("shows what was there before, beside what is there now", async () => {
    const uri = newFile("one\n");
    const one = await changes();
    await one.writer.write(setOf(await edit(uri, upper)));
    await pick(one, "Show the Difference");
    const input = await until(vscode.window.tabGroups.onDidChangeTabs, () => {
      const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return shown instanceof vscode.TabInputTextDiff ? shown : undefined;
    });
    assert.equal((await vscode.workspace.openTextDocument(input.original)).getText(), "one\n");
    assert.equal(input.modified.toString(), uri.toString());
  });

  it("is emptied by a command that asks first, and the files stay", async () => {
    const uri = newFile("one\n");
    const one = await changes();
    await one.writer.write(setOf(await edit(uri, upper)));
    const deleting = one.deleteAll();
    (await reader().next(/^Delete the list of changes/)).click("Delete");
    await deleting;
    void one.show();
    await reader().next(/^No change has been written yet/);
    assert.equal(savedText(uri), "ONE\n");
  });
});
