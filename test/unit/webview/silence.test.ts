import assert from "node:assert/strict";
import type { ChatEvent, ChatStatus } from "../../../src/chat/protocol";
import { idle, messages, snapshot } from "./events";
import { faceForEachTest } from "./face";

const question: ChatEvent = { kind: "user", text: "Why?", at: 1 };
const begun: ChatEvent = { kind: "text", delta: "So" };
const busy: ChatStatus = { ...idle, busy: true };
const silent = (silentFor: number): ChatStatus => ({ ...busy, silentFor });

describe("an answer that does not come", function () {
  this.timeout(60_000);
  const face = faceForEachTest();

  it("says how long nothing has come, in place of a word that says nothing, and counts on", async () => {
    const { page, say } = face();
    await say(snapshot([question], "one", busy));
    const answer = page.getByRole("article", { name: "Codestral" });
    await answer.getByText("Working…").waitFor();
    await say({ type: "status", status: silent(24_900) });
    for (const passed of ["25 s", "26 s"]) await answer.getByRole("timer").getByText(passed, { exact: true }).waitFor();
    assert.equal(await answer.getByText("Working…").count(), 0);
    await say({ type: "status", status: busy });
    await answer.getByText("Working…").waitFor();
  });

  it("says so below what has come, too, so that a stalled answer does not look finished", async () => {
    const { page, say, next } = face();
    await say(snapshot([question, begun], "one", silent(7_000)));
    const answer = page.getByRole("article", { name: "Codestral" });
    await answer.getByText("The server has said nothing for 7 s.").waitFor();
    await answer.getByRole("button", { name: "Stop" }).click();
    await next("stop");
    await answer.getByRole("button", { name: "Try Again" }).click();
    assert.deepEqual(await next("askAgain"), { type: "askAgain", question: 1, shown: 1 });
    await say(...messages([question, begun, { kind: "text", delta: "…" }], 2), { type: "status", status: busy });
    await answer.getByText("So…").waitFor();
    assert.equal(await answer.getByRole("timer").count(), 0);
  });

  it("says nothing of it where a limit is waited for, and when the answer has ended", async () => {
    const { page, say } = face();
    const waiting = { sentence: "The rate limit is reached; going on in", milliseconds: 60_000 };
    await say(snapshot([question, begun], "one", { ...silent(7_000), waiting }));
    await page.getByText("The rate limit is reached").waitFor();
    assert.equal(await page.getByText("has said nothing").count(), 0);
    const stopped = messages([question, begun, { kind: "end", reason: "stopped" }], 2);
    await say(...stopped, { type: "status", status: silent(7_000) });
    await page.getByText("Stopped.").waitFor();
    assert.equal(await page.getByRole("timer").count(), 0);
  });
});
