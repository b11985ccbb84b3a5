import assert from "node:assert/strict";
import type { ChatEvent, ChatStatus } from "../../../src/chat/protocol";
import { idle, messages, snapshot } from "./events";
import { faceForEachTest } from "./face";

const question: ChatEvent = {
  kind: "user",
  text: "Why?",
  context: { path: "src/a.ts", startLine: 10, endLine: 20 },
  at: 1,
};
const call: ChatEvent = {
  kind: "toolCall",
  id: "abcdefghi",
  name: "read_file",
  arguments: '{"path":"src/a.ts"}',
  label: "Read src/a.ts",
  place: { path: "src/a.ts" },
};
const result: ChatEvent = { kind: "toolResult", id: "abcdefghi", ok: true, summary: "3 lines", content: "1: const a" };
const busy: ChatStatus = { ...idle, busy: true };
const end: ChatEvent = { kind: "end", reason: "complete" };

describe("the chat view", function () {
  this.timeout(60_000);
  const face = faceForEachTest();

  it("shows an answer while it is written", async () => {
    const { page, say } = face();
    const events: ChatEvent[] = [
      question,
      { kind: "text", delta: "It is **bo" },
      { kind: "text", delta: "ld** text." },
    ];
    await say(snapshot([question], "one", busy), ...messages(events, 1));
    const answer = page.getByRole("log", { name: "Conversation" }).getByRole("article", { name: "Codestral" });
    await answer.locator("strong", { hasText: "bold" }).waitFor();
    assert.equal(await answer.getAttribute("aria-busy"), "true");
    await say(...messages([...events, end], 3), { type: "status", status: idle });
    await answer.and(page.locator("[aria-busy=false]")).waitFor();
    assert.match((await page.getByRole("article", { name: "You" }).textContent()) ?? "", /Why\?.*src\/a\.ts:10–20/);
  });

  it("keeps the elements of finished blocks while more is written", async () => {
    const { page, say } = face();
    const events: ChatEvent[] = [question, { kind: "text", delta: "First block.\n\nSecond" }];
    await say(snapshot(events, "one", busy));
    const first = await page.getByText("First block.").elementHandle();
    await say(...messages([...events, { kind: "text", delta: " block.\n\nThird." }], 2));
    await page.getByText("Third.").waitFor();
    assert.equal(await first?.evaluate((element) => element.isConnected), true);
  });

  it("keeps the elements of a long list and a long table while more of them is written, and each is one", async () => {
    const { page, say } = face();
    const list = Array.from({ length: 200 }, (_, at) => `- item ${at} of a list that goes on and on\n`);
    const rows = Array.from({ length: 200 }, (_, at) => `| row ${at} | of a table that goes on and on |\n`);
    const pieces = [...list, "\n", "| a | b |\n|---|---|\n", ...rows, "\nThe end."];
    const events: ChatEvent[] = [question, ...pieces.map((delta) => ({ kind: "text" as const, delta }))];
    await say(snapshot(events.slice(0, 150), "one", busy));
    const item = await page.getByText("item 3 of").elementHandle();
    await say(...messages(events.slice(0, 350), 150));
    const row = await page.getByRole("cell", { name: "row 3", exact: true }).elementHandle();
    await say(...messages(events, 350));
    await page.getByText("The end.").waitFor();
    for (const element of [item, row]) assert.equal(await element?.evaluate((one) => one.isConnected), true);
    assert.equal(await page.getByRole("list").count(), 1);
    assert.equal(await page.getByRole("listitem").count(), 200);
    assert.equal(await page.getByRole("table").count(), 1);
    assert.deepEqual(await page.getByRole("columnheader").allInnerTexts(), ["a", "b"]);
    assert.equal(await page.getByRole("row").count(), 201);
  });

  it("takes no notice of what is no message of the host's", async () => {
    const { page, say, offences } = face();
    await say(snapshot([question]));
    await page.getByText("Why?").waitFor();
    await page.evaluate(
      `for (const m of [null, 7, {}, { type: "snapshot" }, { type: "event", conversation: "one", seq: 2, event: {} }, { type: "status" }]) postMessage(m, "*")`,
    );
    await say(...messages([question, { kind: "text", delta: "Because." }], 1));
    await page.getByText("Because.").waitFor();
    assert.deepEqual(offences, []);
  });

  it("asks for a snapshot when an event is missing", async () => {
    const { say, next } = face();
    const events: ChatEvent[] = [question, { kind: "text", delta: "a" }, { kind: "text", delta: "b" }];
    await say(snapshot([question]), ...messages(events, 2));
    assert.equal((await next("ready")).type, "ready");
  });

  it("says what stands in the way, and still lets one type", async () => {
    const { page, say, next } = face();
    const blocked = { sentence: "There is no key yet.", action: "setApiKey" } as const;
    await say(snapshot([], "one", { busy: false, blocked }));
    await page.getByRole("status").getByRole("button", { name: "Set API Key" }).click();
    await next("action");
    await page.getByRole("textbox", { name: "Message" }).fill("later");
    assert.equal(await page.getByRole("button", { name: "Send" }).isDisabled(), true);
  });

  it("opens a tool call to its arguments, its result and its place", async () => {
    const { page, say, next } = face();
    await say(snapshot([question, call], "one", busy));
    const row = page.getByRole("button", { name: /^Read src\/a\.ts, running/ });
    await row.waitFor();
    await say(...messages([question, call, result], 2));
    const done = page.getByRole("button", { name: "Read src/a.ts, done: 3 lines" });
    assert.equal(await done.getAttribute("aria-expanded"), "false");
    await done.press("Enter");
    assert.match(
      (await page.getByRole("region", { name: "Arguments of read_file" }).textContent()) ?? "",
      /"src\/a\.ts"/,
    );
    assert.match((await page.getByRole("region", { name: "Result" }).textContent()) ?? "", /1: const a/);
    await page.getByRole("button", { name: "src/a.ts", exact: true }).click();
    assert.deepEqual((await next("openPlace")).place, { path: "src/a.ts" });
  });

  it("copies and inserts code", async () => {
    const { page, say, next } = face();
    await say(snapshot([question, { kind: "text", delta: "```ts\nconst a = 1;\n```" }, end]));
    const block = page.getByRole("group", { name: "TypeScript code" });
    await block.getByRole("button", { name: "Insert at cursor" }).click();
    assert.equal((await next("insert")).text, "const a = 1;");
    await block.getByRole("button", { name: "Copy code" }).click();
    assert.equal((await next("copy")).text, "const a = 1;");
    await block.locator(".hljs-keyword", { hasText: "const" }).waitFor();
  });

  it("tells which tasks of a list are done", async () => {
    const { page, say } = face();
    await say(snapshot([question, { kind: "text", delta: "- [x] **first**\n- [ ] second" }, end]));
    const item = (word: string) => page.getByRole("listitem").filter({ hasText: word });
    await item("first").getByRole("img", { name: "Done" }).waitFor();
    await item("second").getByRole("img", { name: "To do" }).waitFor();
    assert.deepEqual(await page.getByRole("listitem").allInnerTexts(), ["first", "second"]);
  });

  it("shows that a table goes on where the view ends, until it is scrolled to its end", async () => {
    const { page, say } = face();
    await page.setViewportSize({ width: 240, height: 600 });
    const row = `| ${Array.from({ length: 8 }, (_, i) => `column${i}`).join(" | ")} |`;
    const narrow = "\n\n| a | b |\n|-|-|\n| 1 | 2 |";
    await say(
      snapshot([question, { kind: "text", delta: `${row}\n${row.replace(/\w+/g, "-")}\n${row}${narrow}` }, end]),
    );
    const table = page.getByRole("region", { name: "Table, wider than the view" });
    await page.locator('[data-more="after"]').waitFor();
    await table.focus();
    await page.keyboard.press("ArrowRight");
    await page.locator('[data-more="before after"]').waitFor();
    const frame = page.locator(".table-frame").first();
    while ((await frame.getAttribute("data-more")) !== "before") await page.keyboard.press("ArrowRight");
    assert.equal(await table.count(), 1);
  });

  it("offers a way on from a problem and a way to another model", async () => {
    const { page, say, next } = face();
    const problem = { sentence: "The server is busy.", action: "retry" } as const;
    await say(snapshot([question, { kind: "problem", problem }, { kind: "end", reason: "problem" }]));
    await page.getByRole("alert").getByRole("button", { name: "Try Again" }).click();
    assert.deepEqual(await next("askAgain"), { type: "askAgain", question: 1, shown: 1 });
    await page.getByRole("button", { name: "Model: mistral-medium-latest" }).click();
    assert.equal((await next("action")).action, "pickChatModel");
  });

  it("says aloud what goes wrong once: not when the view is shown again", async () => {
    const { page, say } = face();
    const problem: ChatEvent = { kind: "problem", problem: { sentence: "The server is away.", action: "retry" } };
    const events: ChatEvent[] = [question, problem, { kind: "end", reason: "problem" }];
    await say(snapshot([question]), ...messages(events, 1));
    await page.getByRole("alert").getByText("The server is away.").waitFor();
    await say({ ...snapshot(events), isTold: true });
    await page.getByRole("note").getByText("The server is away.").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    await page.getByRole("note").getByRole("button", { name: "Try Again" }).waitFor();
    const more: ChatEvent[] = [...events, { ...question, text: "And now?" }, problem, end];
    await say(...messages(more, 3));
    await page.getByRole("alert").getByText("The server is away.").waitFor();
  });

  it("goes from question to question with Ctrl and the arrows, and back into the box", async () => {
    const { page, say } = face();
    const turn = (text: string): ChatEvent[] => [
      { ...question, text },
      { kind: "text", delta: "Yes.\n\n".repeat(40) },
      end,
    ];
    await say(snapshot([...turn("One"), ...turn("Two"), ...turn("Three")]));
    const box = page.getByRole("textbox", { name: "Message" });
    await box.focus();
    const isAt = (text: string) =>
      page.getByRole("article", { name: "You" }).filter({ hasText: text }).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Control+ArrowUp");
    await isAt("Three");
    await page.keyboard.press("Control+ArrowUp");
    await isAt("Two");
    await page.keyboard.press("Control+ArrowUp");
    await page.keyboard.press("Control+ArrowUp");
    await isAt("One");
    for (const text of ["Two", "Three"]) {
      await page.keyboard.press("Control+ArrowDown");
      await isAt(text);
    }
    await page.keyboard.press("Control+ArrowDown");
    await box.and(page.locator(":focus")).waitFor();
  });

  it("offers the cure of what went wrong and to try again beside it, at the last question only", async () => {
    const { page, say, next } = face();
    const problem = { sentence: "The key was refused.", action: "manageApiKeys" } as const;
    const failed: ChatEvent[] = [question, { kind: "problem", problem }, { kind: "end", reason: "problem" }];
    await say(snapshot([...failed, ...failed]));
    const alert = page.getByRole("alert");
    await alert.getByRole("button", { name: "Manage API Keys" }).click();
    assert.equal((await next("action")).action, "manageApiKeys");
    await alert.getByRole("button", { name: "Try Again" }).click();
    assert.deepEqual(await next("askAgain"), { type: "askAgain", question: 2, shown: 1 });
    assert.equal(await page.getByText("The key was refused.").count(), 2);
    assert.equal(await alert.count(), 1);
  });

  it("goes on by one click where an answer stopped to ask, and does not ask any more when it does", async () => {
    const { page, say, next } = face();
    const problem = { sentence: "It took 50 steps.", action: "continue" } as const;
    const asking: ChatEvent[] = [question, { kind: "problem", problem }, { kind: "end", reason: "problem" }];
    await say(snapshot(asking));
    await page.getByRole("alert").getByRole("button", { name: "Continue" }).click();
    assert.equal((await next("action")).action, "continue");
    const goneOn: ChatEvent[] = [...asking, { kind: "model", model: "m" }, { kind: "text", delta: "Done." }];
    await say(...messages(goneOn, asking.length));
    await page.getByText("Done.").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    assert.equal(await page.getByRole("button", { name: "Continue" }).count(), 0);
    await page.getByText("It took 50 steps.").waitFor();
  });

  it("offers the other answers of a question that was asked again, by keys and by name", async () => {
    const { page, say, next, sent } = face();
    const answered: ChatEvent[] = [question, { kind: "text", delta: "Because." }, end];
    const branches = [{ question: 2, shown: 2, of: 3 }];
    await say(snapshot([...answered, ...answered], "one", idle, branches));
    const picker = page.getByRole("group", { name: "Answers to this question" });
    await picker.getByText("2 of 3").waitFor();
    assert.equal(await picker.count(), 1);
    const [previous, following] = ["Previous answer", "Next answer"].map((name) =>
      picker.getByRole("button", { name }),
    );
    await previous?.click();
    assert.deepEqual(await next("showBranch"), { type: "showBranch", question: 2, shown: 1 });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.deepEqual(await next("showBranch"), { type: "showBranch", question: 2, shown: 3 });
    await say(snapshot([...answered, ...answered], "one", idle, [{ question: 2, shown: 3, of: 3 }]));
    await picker.getByText("3 of 3").waitFor();
    // It keeps the focus, so that the way back is one key away.
    assert.equal(await following?.and(page.locator(":focus")).count(), 1);
    assert.equal(await following?.getAttribute("aria-disabled"), "true");
    await page.keyboard.press("Enter");
    await say(snapshot([...answered, question], "one", busy, [{ question: 1, shown: 1, of: 2 }]));
    await picker.getByText("1 of 2").waitFor();
    await following?.click({ force: true });
    await say(snapshot([...answered, ...answered], "one", idle, [{ question: 1, shown: 1, of: 2 }]));
    await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
    await following?.click();
    assert.deepEqual(await next("showBranch"), { type: "showBranch", question: 1, shown: 2 });
    assert.equal(sent("showBranch").length, 3, "nothing while it was off");
  });

  it("asks for another answer to any question", async () => {
    const { page, say, next } = face();
    const answered: ChatEvent[] = [question, { kind: "text", delta: "Because." }, end];
    await say(snapshot([...answered, ...answered], "one", idle, [{ question: 1, shown: 2, of: 2 }]));
    await page.getByRole("button", { name: "Ask again" }).first().click();
    assert.deepEqual(await next("askAgain"), { type: "askAgain", question: 1, shown: 2 });
  });

  it("says so where something of a newer version, or damaged, is", async () => {
    const { page, say } = face();
    const unknown = (why: "newer" | "damaged"): ChatEvent => ({ kind: "unknown", why });
    await say(snapshot([question, unknown("newer"), unknown("damaged"), { kind: "text", delta: "Because." }, end]));
    const answer = page.getByRole("article", { name: "Codestral" });
    await answer.getByText("this one does not know it").waitFor();
    await answer.getByText("could not be read").waitFor();
    await answer.getByText("Because.").waitFor();
  });

  it("ends every sign of a problem that has been settled, and then offers to try again", async () => {
    const { page, say, next } = face();
    const problem = { sentence: "The key was refused.", action: "manageApiKeys" } as const;
    const failed: ChatEvent[] = [question, { kind: "problem", problem }, { kind: "end", reason: "problem" }];
    const other: ChatEvent = { kind: "settled", actions: ["pickChatModel"], sentence: "Another model." };
    const settled: ChatEvent = { kind: "settled", actions: ["manageApiKeys"], sentence: "The keys have changed." };
    await say(snapshot(failed), ...messages([...failed, other], 3));
    await page.getByRole("alert").waitFor();
    await say(...messages([...failed, other, settled], 4));
    const status = page.getByRole("status");
    await status.getByText("The keys have changed.").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    assert.equal(await page.getByRole("button", { name: "Manage API Keys" }).count(), 0);
    await status.getByRole("button", { name: "Try Again" }).click();
    assert.deepEqual(await next("askAgain"), { type: "askAgain", question: 1, shown: 1 });
  });

  it("says what is not kept, and sends all the same", async () => {
    const { page, say, next } = face();
    await say(snapshot([], "one", { busy: false, notice: { sentence: "The disk is full.", action: "showLog" } }));
    const card = page.getByRole("status");
    await card.getByText("The disk is full.").waitFor();
    await card.getByRole("button", { name: "Show Log" }).click();
    assert.equal((await next("action")).action, "showLog");
    await page.getByRole("textbox", { name: "Message" }).fill("hello");
    await page.getByRole("button", { name: "Send" }).click();
    assert.equal((await next("send")).text, "hello");
  });

  it("tells somebody without a key where one is made and what it costs", async () => {
    const { page, say, next } = face();
    const hint = {
      url: "https://console.example/keys",
      label: "Make a key at console.example.",
      about: "It is billed.",
    };
    await say(snapshot([], "one", { busy: false, blocked: { sentence: "Set a key.", action: "setApiKey", hint } }));
    const card = page.getByRole("status");
    await card.getByText("It is billed.").waitFor();
    await card.getByRole("link", { name: "Make a key at console.example." }).click();
    assert.equal((await next("openLink")).url, hint.url);
  });

  it("puts the caret into the box and takes the theme's colours when the host says so", async () => {
    const { page, say, until } = face();
    const events = [question, { kind: "text", delta: "```ts\nconst a = 1;\n```" } as const, end];
    await say(
      snapshot(events),
      { type: "focus" },
      { type: "tokenColors", colors: { keyword: "#123456", string: "url(x)" } },
    );
    await page.locator("textarea:focus").waitFor();
    await until(`getComputedStyle(document.querySelector(".hljs-keyword")).color === "rgb(18, 52, 86)"`);
    assert.equal(await page.evaluate(`document.documentElement.style.cssText`), "--codestral-token-keyword: #123456;");
  });
});
