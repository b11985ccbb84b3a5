import assert from "node:assert/strict";
import type { ChatEvent, ChatStatus } from "../../../src/chat/protocol";
import { idle, snapshot } from "./events";
import { faceForEachTest } from "./face";

const question: ChatEvent = {
  kind: "user",
  text: "Why?",
  context: { path: "src/a.ts", startLine: 10, endLine: 20 },
  at: 1,
};
const busy: ChatStatus = { ...idle, busy: true };
const end: ChatEvent = { kind: "end", reason: "complete" };

describe("the chat's message box", function () {
  this.timeout(60_000);
  const face = faceForEachTest();

  it("sends with Enter, breaks the line with Shift+Enter, and clears the box when the host has the message", async () => {
    const { page, say, next } = face();
    await say(snapshot([]));
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("one");
    await box.press("Shift+Enter");
    await box.pressSequentially("two");
    await box.press("Enter");
    const sent = await next("send");
    assert.equal(sent.text, "one\ntwo");
    assert.equal(await box.inputValue(), "one\ntwo");
    await say({ type: "accepted", sendId: sent.sendId + 1 }, { type: "accepted", sendId: sent.sendId });
    await page.getByRole("textbox", { name: "Message" }).and(page.locator(":placeholder-shown")).waitFor();
  });

  it("keeps what was typed after sending", async () => {
    const { page, say, next } = face();
    await say(snapshot([]));
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("first");
    await box.press("Enter");
    const { sendId } = await next("send");
    await box.fill("second");
    await say({ type: "accepted", sendId });
    await page.getByRole("button", { name: "Send", disabled: false }).waitFor();
    assert.equal(await box.inputValue(), "second");
  });

  it("keeps a message that the host did not take, and says why", async () => {
    const { page, say, next } = face();
    await say(snapshot([]));
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("hello");
    await page.getByRole("button", { name: "Send" }).click();
    const { sendId } = await next("send");
    await say({ type: "rejected", sendId, problem: { sentence: "There is no key.", action: "setApiKey" } });
    const alert = page.getByRole("alert");
    await alert.getByText("There is no key.").waitFor();
    assert.equal(await box.inputValue(), "hello");
    await alert.getByRole("button", { name: "Set API Key" }).click();
    assert.equal((await next("action")).action, "setApiKey");
  });

  it("sends nothing while a word is being composed", async () => {
    const { page, say, next } = face();
    await say(snapshot([]));
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("にほん");
    await box.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
    await box.fill("日本");
    await box.press("Enter");
    assert.equal((await next("send")).text, "日本");
  });

  it("stops with its button and with Escape while the host is busy, and Send stays where it is", async () => {
    const { page, say, next } = face();
    await say(snapshot([question]));
    const send = page.getByRole("button", { name: "Send" });
    const before = await send.boundingBox();
    await say({ type: "status", status: busy });
    await page.getByRole("button", { name: "Stop" }).click();
    await next("stop");
    assert.deepEqual(await send.boundingBox(), before);
    await page.keyboard.press("Escape");
    await next("stop");
  });

  it("sends while an answer is written: after it with Enter, at once with Ctrl+Enter", async () => {
    const { page, say, next } = face();
    await say(snapshot([question], "one", busy));
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("And then?");
    await box.press("Enter");
    const after = await next("send");
    assert.deepEqual([after.text, after.atOnce], ["And then?", false]);
    await say({ type: "accepted", sendId: after.sendId });
    await box.and(page.locator(":placeholder-shown")).waitFor();
    await box.fill("No, wait.");
    await box.press("Control+Enter");
    const now = await next("send");
    assert.deepEqual([now.text, now.atOnce], ["No, wait.", true]);
  });

  it("shows what waits, and lets one send, edit and remove it with the keyboard alone", async () => {
    const { page, say, next } = face();
    const queue = [
      { id: 1, text: "And then?" },
      { id: 3, text: "And \u202e<b>last</b>?" },
    ];
    await say(snapshot([question], "one", { ...busy, queue, isQueueHeld: false }));
    const waiting = page.getByRole("region", { name: "Messages that wait" });
    await waiting.getByText("Sent when this answer is there.").waitFor();
    const last = waiting.getByRole("listitem").last();
    await last.getByText("<b>last</b>?").waitFor();
    for (const [name, id, become] of [
      ["Send at once", 3, "sent"],
      ["Remove", 3, "removed"],
      ["Edit", 3, "edited"],
    ] as const) {
      await last.getByRole("button", { name }).focus();
      await page.keyboard.press("Enter");
      assert.deepEqual(await next("queued"), { type: "queued", id, become });
    }
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("Something new.");
    await say({ type: "edit", text: "And last?" });
    assert.equal((await next("draft")).text, "Something new.");
    assert.equal((await next("draft")).text, "And last?\n\nSomething new.");
    await page.keyboard.press("Enter");
    assert.equal((await next("send")).text, "And last?\n\nSomething new.");
    await say({ type: "status", status: { ...idle, queue, isQueueHeld: true } });
    await waiting.getByText("Not sent: the answer before it ended early.").waitFor();
  });

  it("brings the last message back with ArrowUp in an empty box", async () => {
    const { page, say } = face();
    await say(snapshot([question, end]));
    const box = page.getByRole("textbox", { name: "Message" });
    await page.getByRole("article", { name: "You" }).waitFor();
    await box.press("ArrowUp");
    assert.equal(await box.inputValue(), "Why?");
  });

  it("takes the draft that the host has kept, but not before what has been typed since", async () => {
    const { page, say, next, reload } = face();
    const box = page.getByRole("textbox", { name: "Message" });
    await say({ type: "draft", text: "the last words" }, snapshot([]));
    await page.getByRole("heading", { name: "Ask about your code" }).waitFor();
    assert.equal(await box.inputValue(), "the last words");
    await box.pressSequentially(" and");
    const kept = [await next("draft"), await next("draft"), await next("draft"), await next("draft")];
    assert.equal(kept.at(-1)?.text, "the last words and");
    await reload();
    await box.fill("newer");
    await say({ type: "draft", text: "older" }, snapshot([question]));
    await page.getByRole("article", { name: "You" }).waitFor();
    assert.equal(await box.inputValue(), "newer");
  });

  it("fills the box with an example and sends nothing", async () => {
    const { page, say, sent } = face();
    await say({ type: "examples", examples: ["What does go.mod say?", "Write a function that "] }, snapshot([]));
    await page.getByRole("button", { name: "What does go.mod say?" }).waitFor();
    await page.getByRole("heading", { name: "Ask about your code" }).waitFor();
    const box = page.getByRole("textbox", { name: "Message" });
    for (const example of await page.getByRole("group", { name: "Examples" }).getByRole("button").all()) {
      await example.click();
      assert.equal(await box.inputValue(), ((await example.textContent()) ?? "").replace("…", ""));
      await page.locator("textarea:focus").waitFor();
    }
    assert.deepEqual(sent("send"), []);
  });

  it("keeps the draft over a reload, and nothing else but the scroll position", async () => {
    const { page, say, reload } = face();
    await say(snapshot([question]));
    await page.getByRole("textbox", { name: "Message" }).fill("half a thought");
    await reload();
    assert.equal(await page.getByRole("textbox", { name: "Message" }).inputValue(), "half a thought");
    assert.deepEqual(await page.evaluate("Object.keys(acquireVsCodeApi().getState())"), ["draft"]);
  });
});
