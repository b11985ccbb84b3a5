import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Learning } from "../../../src/completion/learning/learning";
import type { Outcome } from "../../../src/completion/learning/outcome";
import { Latency } from "../../../src/completion/learning/latency";
import { OutcomeTracker } from "../../../src/completion/learning/tracker";
import { TypingRhythm } from "../../../src/completion/learning/typingRhythm";
import { Outcomes } from "../../../src/vscode/completion/outcomes";
import { StatisticsPanel } from "../../../src/vscode/completion/statistics";
import { VirtualClock } from "../../unit/completion/learning/virtualClock";
import { openFile } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { until } from "../support/waiting";

const FACTS = { kind: "line", source: "asked" } as const;

/** Each desk has a file of its own: the editor keeps a document that was closed for a while. */
let desks = 0;

/** A person's editor with ghost text that always says the same, and what is learnt of it. */
async function desk(text: string, insertText: string) {
  const clock = new VirtualClock();
  const outcomes: Outcome[] = [];
  const remains: number[] = [];
  const heard = new vscode.EventEmitter<void>();
  const tracker = new OutcomeTracker(
    {
      read: (uri, { start, end }) => {
        const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
        return document?.getText().slice(start, end);
      },
      ended: (outcome) => {
        outcomes.push(outcome);
        heard.fire();
      },
      remains: (_id, _check, share) => remains.push(share),
    },
    clock,
  );
  const typing = new TypingRhythm();
  const keys: number[] = [];
  typing.key = (at) => {
    keys.push(at);
    heard.fire();
  };
  const learning = new Outcomes({ tracker, typing, latency: new Latency() }, "_codestral.test.accepted");
  desks++;
  const document = await openFile(`outcome${desks}.ts`, text);
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(text.length);
  editor.selection = new vscode.Selection(end, end);
  const offered = new vscode.EventEmitter<void>();
  let offers = 0;
  const provider = vscode.languages.registerInlineCompletionItemProvider(
    { pattern: "**/outcome*.ts" },
    {
      provideInlineCompletionItems: (_document, position) => {
        const rest = insertText.slice(document.getText().length - text.length);
        if (!`${text}${insertText}`.startsWith(document.getText()) || rest === "") return [];
        const item = new vscode.InlineCompletionItem(rest, new vscode.Range(position, position));
        item.command = learning.shown(item, document, position, FACTS);
        offers++;
        offered.fire();
        return [item];
      },
    },
  );
  const subscriptions = [learning, provider, heard, offered];
  return {
    ...{ clock, outcomes, remains, keys, document, editor, learning },
    heard: heard.event,
    ask: async () => {
      const before = offers;
      await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
      await until(offered.event, () => (offers > before ? true : undefined));
    },
    dispose: () => subscriptions.forEach((each) => each.dispose()),
  };
}

describe("outcomes in the editor", () => {
  it("learns that a suggestion was accepted, and looks later whether it is still there", async () => {
    const { ask, outcomes, document, clock, remains, dispose } = await desk("const a = ", "total(1);");
    try {
      await ask();
      // No event tells when ghost text is on the screen; until then there is nothing that could be accepted.
      while (!document.isDirty) await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
      assert.deepEqual(
        outcomes.map(({ end, accepted, languageId }) => [end, accepted, languageId]),
        [["whole", 9, "typescript"]],
      );
      await clock.advance(30_000);
      assert.deepEqual(remains, [1]);
    } finally {
      dispose();
    }
  });

  it("learns that a word of it was accepted", async () => {
    const { ask, outcomes, document, heard, dispose } = await desk("const a = ", "total(1);");
    try {
      await ask();
      while (!document.isDirty) await vscode.commands.executeCommand("editor.action.inlineSuggest.acceptNextWord");
      await openFile("other.ts", "").then((other) => vscode.window.showTextDocument(other));
      await until(heard, () => outcomes[0]);
      assert.deepEqual([outcomes[0]?.end, outcomes[0]?.accepted], ["part", "total".length]);
    } finally {
      dispose();
    }
  });

  it("learns the rhythm of keys, and nothing from what is not typed", async () => {
    const { keys, editor, document, dispose } = await desk("const a = ", "");
    try {
      const write = (text: string) => editor.edit((edit) => edit.insert(document.positionAt(10), text));
      await write("pasted text");
      assert.equal(keys.length, 0);
      await vscode.commands.executeCommand("type", { text: "x" });
      await vscode.commands.executeCommand("deleteLeft");
      assert.equal(keys.length, 2);
      await vscode.commands.executeCommand("undo");
      assert.equal(keys.length, 2);
    } finally {
      dispose();
    }
  });

  it("takes what was typed of the suggest widget's item for written", async () => {
    const { learning, outcomes, editor, document, heard, dispose } = await desk("name.le", "");
    try {
      const item = new vscode.InlineCompletionItem("length > 0", new vscode.Range(0, 5, 0, 7));
      learning.shown(item, document, new vscode.Position(0, 7), FACTS);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 7), "ngth > 0"));
      await until(heard, () => outcomes[0]);
      assert.deepEqual([outcomes[0]?.end, outcomes[0]?.accepted], ["whole", 8]);
    } finally {
      dispose();
    }
  });
});

describe("the statistics' page", () => {
  const reader = readerForEachTest();

  const tabs = () =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ label }) => label === "Completion Statistics");

  function panelOn(learning: Partial<Pick<Learning, "tallies" | "deleteAll">>) {
    const errors: unknown[] = [];
    const panel = new StatisticsPanel(
      { load: async () => {}, tallies: () => [], deleteAll: () => {}, ...learning },
      { error: (_sentence, error) => errors.push(error) },
    );
    return { panel, errors };
  }

  it("opens once", async () => {
    const { panel } = panelOn({});
    await panel.show();
    await panel.show();
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabs()[0]);
    assert.equal(tabs().length, 1);
    panel.dispose();
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabs().length === 0 || undefined);
    await panel.show();
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabs()[0]);
  });

  it("opens when the figures cannot be read, and the log says why", async () => {
    const { panel, errors } = panelOn({
      tallies: () => {
        throw new Error("disk I/O error");
      },
    });
    await panel.show();
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabs()[0]);
    assert.deepEqual(errors.map(String), ["Error: disk I/O error"]);
  });

  it("forgets everything, once that is confirmed", async () => {
    let deleted = 0;
    const { panel } = panelOn({ deleteAll: () => deleted++ });
    const asked = panel.deleteAll();
    const question = await reader().next(/^Delete the statistics of ghost text\?$/);
    assert.deepEqual([question.severity, question.buttons, deleted], ["Warning", ["Delete"], 0]);
    question.click("Delete");
    await asked;
    assert.equal(deleted, 1);
  });

  it("forgets nothing when that is not confirmed", async () => {
    const { panel } = panelOn({ deleteAll: () => assert.fail("deleted") });
    const asked = panel.deleteAll();
    (await reader().next(/^Delete the statistics/)).click("Cancel");
    await asked;
  });

  it("says so when nothing can be deleted", async () => {
    const { panel } = panelOn({
      deleteAll: () => {
        throw new Error("database is locked");
      },
    });
    const asked = panel.deleteAll();
    (await reader().next(/^Delete the statistics/)).click("Delete");
    await asked;
    await reader().next(/^The statistics could not be deleted\. The log says why\.$/);
  });
});
