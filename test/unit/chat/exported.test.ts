import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ChatList } from "../../../src/chat/chatList";
import { openDatabase } from "../../../src/chat/database";
import { exportedJson, importedChat, NotAChat } from "../../../src/chat/exported";
import { History } from "../../../src/chat/history";
import type { ChatEvent } from "../../../src/chat/protocol";
import { transcriptOf } from "../../../src/chat/transcript";
import { databasePathForEachTest } from "./support/temp";

const asks = (text: string): ChatEvent => ({ kind: "user", text, at: 5, context: { path: "a.ts", startLine: 2 } });
const says = (delta: string): ChatEvent => ({ kind: "text", delta });
const end: ChatEvent = { kind: "end", reason: "complete" };
const call: ChatEvent = { kind: "toolCall", id: "Aaaaaaaaa", name: "read_file", arguments: "{}", label: "Read a.ts" };
const result: ChatEvent = {
  kind: "toolResult",
  id: "Aaaaaaaaa",
  ok: true,
  summary: "2 lines",
  content: "key = hunter2",
};
const same = (text: string) => text;

describe("a chat that is exported", () => {
  const path = databasePathForEachTest();
  const closing: History[] = [];
  afterEach(() => {
    for (const history of closing.splice(0)) history.close();
  });
  const opened = async (workspace: string) => {
    const database = await openDatabase(path(), assert.fail);
    const history = new History(database, workspace);
    closing.push(history);
    return { database, history, list: new ChatList(database, workspace, same) };
  };
  /** A question that was asked twice, with a tool, and with what cannot be read. */
  const filled = async () => {
    const { database, history, list } = await opened("here");
    const id = history.create();
    for (const [at, event] of [asks("q hunter2"), call, result, says("ol"), says("d \ud83d"), end].entries()) {
      history.append(id, at + 1, event);
    }
    history.append(id, 7, asks("q hunter2"), 0);
    history.append(id, 8, says("new"));
    history.append(id, 9, end);
    const raw = database.prepare("INSERT INTO events (conversation, seq, event) VALUES (?, ?, ?)");
    raw.run(id, 10, '{"kind":"hologram","deep":{"of":["hunter2"]}}');
    raw.run(id, 11, '{"kind":"us');
    history.show(id, 1);
    history.tidy(id);
    list.rename(id, "Mine");
    list.pin(id, true);
    return { history, list, id };
  };

  it("as JSON loses nothing, of all branches, when it is imported elsewhere", async () => {
    const { history, list, id } = await filled();
    const chat = list.whole(id);
    assert.ok(chat);
    const there = await opened("there");
    const copy = there.list.add(importedChat(exportedJson(chat, same)));
    assert.notEqual(copy, id);
    assert.deepEqual(there.list.whole(copy), chat);
    assert.deepEqual(there.history.load(copy), history.load(id));
    assert.deepEqual(
      there.list.all().map(({ title, isPinned }) => [title, isPinned]),
      [["Mine", true]],
    );
    assert.deepEqual(
      there.list.search("new").map((found) => found.id),
      [copy],
    );
    assert.equal(list.all().length, 1, "nothing comes twice to where it was");
  });

  it("has placeholders for the secrets in questions and what tools have read", async () => {
    const { list, id } = await filled();
    const chat = list.whole(id);
    assert.ok(chat);
    const redact = (text: string) => text.replaceAll("hunter2", "CODESTRAL_SECRET_0123456789AB");
    const json = exportedJson(chat, redact);
    assert.ok(!json.includes("hunter2"));
    assert.equal(json.split("CODESTRAL_SECRET_0123456789AB").length - 1, 4 + 1, "with the title");
    assert.ok(importedChat(json));
  });

  it("imports nothing of a file that is broken or foreign, and says what is wrong with it", async () => {
    const { list, id } = await filled();
    const whole = list.whole(id);
    assert.ok(whole);
    const json = exportedJson(whole, same);
    const changed = (change: (chat: Record<string, unknown>, events: Record<string, unknown>[]) => void) => {
      const chat = JSON.parse(json) as Record<string, unknown>;
      change(chat, chat["events"] as Record<string, unknown>[]);
      return JSON.stringify(chat);
    };
    const wrong: readonly (readonly [string, RegExp])[] = [
      ["", /no JSON/],
      [json.slice(0, -200), /no JSON/],
      ["[]", /The file is no JSON object/],
      ['{"messages":[]}', /no exported chat of Codestral Companion/],
      [changed((chat) => (chat["version"] = 2)), /newer version.*update the extension/],
      [changed((chat) => (chat["version"] = "1")), /“version” must be 1/],
      [changed((chat) => (chat["events"] = [])), /“events” must be a list/],
      [changed((chat) => (chat["created"] = "now")), /“created” must be a whole number/],
      [changed((chat) => (chat["name"] = 7)), /“name” must be a string/],
      [changed((_chat, events) => delete events[2]?.["number"]), /events\[2\]: “number” must be a whole number/],
      [changed((_chat, events) => ((events[3] ?? {})["follows"] = 99)), /events\[3\]: its numbers/],
      [changed((_chat, events) => ((events[1] ?? {})["event"] = { kind: "toolCall" })), /events\[1\]: “event” lacks/],
      [changed((_chat, events) => ((events[1] ?? {})["event"] = "text")), /events\[1\]: “event” lacks/],
      [
        changed((_chat, events) => ((events[0] ?? {})["event"] = { ...asks("q"), context: 7 })),
        /events\[0\]: “context”/,
      ],
    ];
    for (const [text, why] of wrong) {
      assert.throws(
        () => importedChat(text),
        (error) => error instanceof NotAChat && why.test(error.message),
        String(why),
      );
    }
    assert.ok(importedChat(`\ufeff${json}`));
  });

  it("fails with a sentence, whatever JSON a file holds", () => {
    const property = fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify({ format: "codestral-companion-chat", version: 1, created: 1, events: [value] });
      assert.throws(() => importedChat(text), NotAChat);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("as Markdown has what is shown, with its calls, and no fence that stays open", () => {
    const failed: ChatEvent = { ...result, ok: false, summary: "No such file" };
    const problem: ChatEvent = { kind: "problem", problem: { sentence: "The server is down." } };
    const events = [
      ...[asks("Why?\n```ts\nhunter2"), { kind: "thinking", delta: "hm" } as const, call, failed],
      ...[says("Be"), says("cause."), end, asks("And?"), problem, { kind: "end", reason: "stopped" } as const],
    ];
    assert.equal(
      transcriptOf("Title", events, (text) => text.replaceAll("hunter2", "…")),
      `# Title

## You

Why?
\`\`\`ts
…
\`\`\`

## Codestral

> Read a.ts

> No such file

Because.

## You

And?

## Codestral

> The server is down.

> The answer was stopped.
`,
    );
  });
});
