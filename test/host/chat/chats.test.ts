import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { ChatList } from "../../../src/chat/chatList";
import { openDatabase } from "../../../src/chat/database";
import { History } from "../../../src/chat/history";
import { KeptConversation } from "../../../src/chat/kept";
import { Lease } from "../../../src/chat/lease";
import type { ChatEvent } from "../../../src/chat/protocol";
import { showChats } from "../../../src/vscode/chat/chats";
import { listsForEachTest } from "../support/lists";
import { readerForEachTest } from "../support/messages";
import { type Pick, picksForEachTest } from "../support/picks";

const DAY_MS = 24 * 60 * 60 * 1_000;

describe("the list of chats", () => {
  const picks = picksForEachTest();
  const reader = readerForEachTest();
  const lists = listsForEachTest();
  const { showInputBox, showSaveDialog, showOpenDialog } = vscode.window;
  let folder = "";
  let history: History;
  let list: ChatList;
  let kept: KeptConversation;
  let isBusy: boolean;
  let archiveAfterDays: number;
  let focused: number;
  let showing: Promise<void>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "codestral-chats-"));
    const database = await openDatabase(join(folder, "history.db"), assert.fail);
    history = new History(database, "here");
    list = new ChatList(database, "here", (text) => text);
    const owner = { pid: process.pid, session: "test" };
    const lease = new Lease(history, { owner, now: () => Date.now(), isRunning: () => true });
    kept = new KeptConversation(history, lease, { failed: assert.fail, recovered: assert.fail, parted: assert.fail });
    kept.open();
    isBusy = false;
    archiveAfterDays = 0;
    focused = 0;
  });
  afterEach(async () => {
    for (const [name, original] of Object.entries({ showInputBox, showSaveDialog, showOpenDialog }))
      answer(name, original);
    kept.close();
    history.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const answer = (name: string, run: unknown) => Reflect.set(vscode.window, name, run);
  /** A chat of one question, asked so many days ago. */
  const talk = (question: string, said: string, daysAgo = 0): string => {
    const id = history.create();
    const at = Date.now() - daysAgo * DAY_MS - 90_000;
    const events: ChatEvent[] = [
      { kind: "user", text: question, at },
      { kind: "text", delta: said },
      { kind: "end", reason: "complete" },
    ];
    for (const [place, event] of events.entries()) history.append(id, place + 1, event);
    return id;
  };
  const open = (): Promise<Pick> => {
    const conversation = {
      kept,
      busy: isBusy,
      change: async <Result>(how: (kept: KeptConversation) => Result) => how(kept),
    };
    showing = showChats({
      ...{ list, history, conversation, log: { error: assert.fail } },
      redact: (text) => text.replaceAll("hunter2", "CODESTRAL_SECRET_0123456789AB"),
      archiveAfterDays: () => archiveAfterDays,
      focus: async () => void focused++,
    });
    return picks().next();
  };
  const rows = (pick: Pick) =>
    pick.items.map((row) =>
      [row.label, ...(row.description ? [row.description] : []), ...(row.detail ? [row.detail] : [])].join(" | "),
    );

  it("shows titles and when they were used, pinned ones first, and the one that is open", async () => {
    const jam = talk("How is **jam** made?", "Of fruit.");
    talk("What is `$(trash)`?", "An icon.", 3);
    kept.goTo(jam);
    const pick = await open();
    assert.equal(pick.title, "Codestral: Chats");
    assert.deepEqual(rows(pick), [
      "chats",
      "How is jam made? | open, 1 minute ago",
      "What is \\$(trash)? | 3 days ago",
      "",
      "$(edit) Rename, pin, export or delete a chat…",
      "$(cloud-download) Import a chat…",
    ]);
    pick.pressOn(await pick.item("What is \\$(trash)?"), "Pin");
    assert.deepEqual(pick.labels().slice(0, 4), ["pinned", "What is \\$(trash)?", "chats", "How is jam made?"]);
    pick.pressOn(await pick.item("What is \\$(trash)?"), "Unpin");
    assert.deepEqual(pick.labels()[0], "chats");
    pick.hide();
    await showing;
  });

  it("finds what was said, shows where, and opens it", async () => {
    const jam = talk("How is jam made?", "Of fruit, and of patience.");
    talk("And bread?", "Of flour.");
    const pick = await open();
    pick.type("patien");
    const row = await pick.item("How is jam made?");
    assert.deepEqual([row.detail, row.alwaysShow], ["Of fruit, and of patience.", true]);
    assert.equal((await pick.item("And bread?")).alwaysShow, undefined, "the editor filters it by its title");
    pick.accept(row);
    await showing;
    assert.deepEqual([kept.id, focused], [jam, 1]);
  });

  it("asks before it leaves an answer that is being written", async () => {
    talk("How is jam made?", "Of fruit.");
    isBusy = true;
    const before = kept.id;
    const pick = await open();
    pick.accept(await pick.item("How is jam made?"));
    const asked = await reader().next(/An answer is being written/);
    assert.deepEqual(asked.buttons, ["Stop and Open"]);
    asked.click(undefined);
    await showing;
    assert.deepEqual([kept.id, focused], [before, 0]);
  });

  it("leaves alone what another window has open", async () => {
    const jam = talk("How is jam made?", "Of fruit.");
    history.hold(jam, `${process.pid + 1} other`, Date.now(), undefined);
    const pick = await open();
    assert.ok(rows(pick).includes("How is jam made? | open in another window, 1 minute ago"));
    pick.accept(await pick.item("How is jam made?"));
    await reader().next(/Another window has this chat open/);
    await showing;
    assert.notEqual(kept.id, jam);
  });

  it("renames, and is there again with what was typed", async () => {
    talk("How is jam made?", "Of fruit.");
    answer("showInputBox", async ({ value }: vscode.InputBoxOptions) => `${value ?? ""} And jelly?`);
    const pick = await open();
    pick.type("jam");
    pick.pressOn(await pick.item("How is jam made?"), "Rename…");
    const again = await picks().next();
    await again.item("How is jam made? And jelly?");
    assert.equal(again.value, "jam");
    again.hide();
    await showing;
  });

  it("does all of it without buttons, for who has keys alone", async () => {
    talk("How is jam made?", "Of fruit.");
    const pick = await open();
    pick.accept(await pick.item("$(edit) Rename, pin, export or delete a chat…"));
    assert.match(pick.placeholder, /Choose a chat to rename/);
    assert.deepEqual(pick.labels(), ["chats", "How is jam made?", ""]);
    pick.accept(await pick.item("How is jam made?"));
    const offer = await lists();
    assert.deepEqual(
      offer.choices.map(({ label }) => label),
      ["$(edit) Rename…", "$(pin) Pin", "$(export) Export…", "$(trash) Delete…"],
    );
    offer.pick("Pin");
    const again = await picks().next();
    assert.equal(again.labels()[0], "pinned");
    assert.match(again.placeholder, /Search titles/);
    again.hide();
    await showing;
  });

  it("deletes one once that is meant, and begins another if it was open", async () => {
    const jam = talk("How is jam made?", "Of fruit.");
    kept.goTo(jam);
    const pick = await open();
    pick.pressOn(await pick.item("How is jam made?"), "Delete…");
    (await reader().next(/Delete “How is jam made\?”/)).click(undefined);
    const again = await picks().next();
    again.pressOn(await again.item("How is jam made?"), "Delete…");
    (await reader().next(/Delete “How is jam made\?”/)).click("Delete");
    const last = await picks().next();
    assert.deepEqual(last.labels(), ["", "$(cloud-download) Import a chat…"]);
    assert.notEqual(kept.id, jam);
    last.hide();
    await showing;
  });

  it("keeps old ones out of sight until they are looked for, but what is pinned or open", async () => {
    const open40 = talk("Open", "Yes.", 40);
    const pinned = talk("Pinned", "Yes.", 50);
    talk("Old", "Marmalade.", 31);
    talk("New", "Yes.", 29);
    kept.goTo(open40);
    list.pin(pinned, true);
    archiveAfterDays = 30;
    const pick = await open();
    const shown = [
      "pinned",
      "Pinned",
      "chats",
      "New",
      "Open",
      "",
      "$(archive) Show archived chats (1)",
      "$(edit) Rename, pin, export or delete a chat…",
      "$(cloud-download) Import a chat…",
    ];
    assert.deepEqual(pick.labels(), shown);
    pick.type("marma");
    assert.equal((await pick.item("Old")).detail, "Marmalade.");
    pick.type("");
    assert.deepEqual(pick.labels(), shown);
    pick.accept(await pick.item("$(archive) Show archived chats (1)"));
    assert.deepEqual(pick.labels().slice(5, 7), ["archived", "Old"]);
    pick.hide();
    await showing;
  });

  it("exports to JSON and Markdown without secrets, and imports the JSON as another chat", async () => {
    const jam = talk("How is jam/jelly made? hunter2", "Of fruit.");
    const proposed: string[] = [];
    answer("showSaveDialog", async ({ defaultUri }: vscode.SaveDialogOptions) => {
      const name = defaultUri?.path.split("/").at(-1) ?? "";
      proposed.push(name);
      return vscode.Uri.file(join(folder, name));
    });
    for (const form of ["Markdown", "JSON"]) {
      const pick = await open();
      pick.pressOn(await pick.item("How is jam/jelly made? hunter2"), "Export…");
      (await lists()).pick(form);
      (await reader().next(/The chat is exported/)).click(undefined);
      await showing;
    }
    assert.deepEqual(
      proposed,
      ["md", "json"].map((form) => `How is jam jelly made CODESTRAL_SECRET_0123456789AB.${form}`),
    );
    const [markdown, json] = proposed.map((name) => readFileSync(join(folder, name), "utf8"));
    assert.match(
      markdown ?? "",
      /## You\n\nHow is jam\/jelly made\? CODESTRAL_SECRET_\w+\n\n## Codestral\n\nOf fruit\.\n$/,
    );
    assert.ok(!`${markdown}${json}`.includes("hunter2"));
    answer("showOpenDialog", async () => [vscode.Uri.file(join(folder, proposed[1] ?? ""))]);
    const pick = await open();
    pick.accept(await pick.item("$(cloud-download) Import a chat…"));
    await showing;
    assert.notEqual(kept.id, jam);
    assert.equal(focused, 1);
    assert.match(JSON.stringify(kept.said.events), /CODESTRAL_SECRET_.*Of fruit\./);
    assert.equal(list.all().length, 2);
  });

  it("imports nothing of a broken file, and says why", async () => {
    writeFileSync(
      join(folder, "broken.json"),
      '{"format":"codestral-companion-chat","version":1,"created":1,"events":[{}]}',
    );
    answer("showOpenDialog", async () => [vscode.Uri.file(join(folder, "broken.json"))]);
    const pick = await open();
    pick.accept(await pick.item("$(cloud-download) Import a chat…"));
    const { sentence, severity } = await reader().next(/Nothing was imported/);
    assert.equal(severity, "Error");
    assert.match(sentence, /events\[0\]: “number” must be a whole number/);
    await showing;
    assert.deepEqual(list.all(), []);
  });
});
