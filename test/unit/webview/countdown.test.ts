import assert from "node:assert/strict";
import type { ChatEvent, ChatStatus, ToWebview } from "../../../src/chat/protocol";
import { idle, messages, snapshot } from "./events";
import { faceForEachTest } from "./face";

const question: ChatEvent = { kind: "user", text: "Why?", at: 1 };
const sentence = "The rate limit is reached; going on in";
const waiting = (milliseconds: number, attempt?: string): ChatStatus => ({
  ...idle,
  busy: true,
  waiting: { sentence, milliseconds, ...(attempt === undefined ? {} : { attempt }) },
});

describe("an answer that waits", function () {
  this.timeout(60_000);
  const face = faceForEachTest();

  it("tells why and how long, counts down, and makes way for the answer", async () => {
    const { page, say } = face();
    await say(snapshot([question], "one", waiting(2_000)));
    const answer = page.getByRole("article", { name: "Codestral" });
    const timer = answer.getByRole("timer");
    for (const left of ["2 s", "1 s", "a moment"]) await timer.getByText(left, { exact: true }).waitFor();
    assert.equal(await answer.textContent(), `${sentence} a moment`);
    await say({ type: "status", status: { ...idle, busy: true } });
    await answer.getByText("Working…").waitFor();
    assert.equal(await timer.count(), 0);
    await say(...messages([question, { kind: "text", delta: "So." }], 1));
    await answer.getByText("So.").waitFor();
  });

  it("tells which attempt comes, and begins anew when the wait changes", async () => {
    const { page, say } = face();
    await say(snapshot([question], "one", waiting(600_000)));
    await page.getByText("600 s").waitFor();
    await say({ type: "status", status: waiting(300_000, "attempt 2 of 4") });
    await page.getByText(`${sentence} 300 s (attempt 2 of 4)`).waitFor();
  });

  it("is stopped with the button, and with Escape", async () => {
    const { page, say, next } = face();
    await say(snapshot([question], "one", waiting(600_000)));
    await page.getByRole("button", { name: "Stop" }).click();
    await next("stop");
    await page.keyboard.press("Escape");
    await next("stop");
  });

  it("goes on counting after a reload, from what the host says then", async () => {
    const { page, say, reload } = face();
    await say(snapshot([question], "one", waiting(600_000)));
    await page.getByText("600 s").waitFor();
    await reload();
    await say(snapshot([question], "one", waiting(480_000)));
    await page.getByText("480 s").waitFor();
  });

  it("is said once by a screen reader, not each second", async () => {
    const { page, say } = face();
    await say(snapshot([question], "one", waiting(600_000)));
    const timer = page.getByRole("log").getByRole("timer");
    assert.equal(await timer.getAttribute("aria-live"), "off");
    const line = page.locator(".waiting");
    await page.evaluate(watchText);
    await page.getByText(/59\d s/).waitFor();
    // What stands outside of the timer is announced when it changes.
    assert.deepEqual(await page.evaluate("globalThis.changed"), ["timer"]);
    assert.equal(await line.count(), 1);
  });

  it("shows nothing where the wait is over or the turn has ended", async () => {
    const { page, say } = face();
    const ended: ToWebview[] = messages([question, { kind: "end", reason: "stopped" }], 1);
    await say(snapshot([question], "one", waiting(600_000)), ...ended);
    await page.getByText("Stopped.").waitFor();
    assert.equal(await page.getByRole("timer").count(), 0);
  });
});

/** Runs in the page: keeps the roles of whatever changes its text. */
const watchText = `
  globalThis.changed = [];
  new MutationObserver((all) => {
    for (const { target } of all) {
      const role = target.parentElement.getAttribute("role") ?? target.parentElement.tagName;
      if (!changed.includes(role)) changed.push(role);
    }
  }).observe(document.body, { characterData: true, childList: true, subtree: true });
`;
