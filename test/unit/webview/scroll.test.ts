import assert from "node:assert/strict";
import type { ChatEvent, ChatStatus } from "../../../src/chat/protocol";
import { shownOf } from "../../../src/chat/shown";
import { idle, messages, snapshot } from "./events";
import { faceForEachTest } from "./face";

const busy: ChatStatus = { ...idle, busy: true };

const turn = (number: number): ChatEvent[] => [
  { kind: "user", text: `Question ${number}`, at: number },
  { kind: "text", delta: `Answer ${number}\n\n`.repeat(30) },
  { kind: "end", reason: "complete" },
];

const conversation = (turns: number) => Array.from({ length: turns }, (_, i) => turn(i + 1)).flat();

interface Scroller {
  readonly scrollHeight: number;
  readonly scrollTop: number;
  readonly clientHeight: number;
}

const distance = (log: Scroller) => log.scrollHeight - log.scrollTop - log.clientHeight;
const fromEnd = (log: Scroller) => log.scrollHeight - log.scrollTop;
const top = (log: Scroller) => log.scrollTop;

describe("scrolling the chat view", function () {
  this.timeout(60_000);
  const face = faceForEachTest();
  const log = () => face().page.getByRole("log");
  const toBottom = () => face().page.getByRole("button", { name: "Scroll to bottom" });

  /** Scrolls up by a wheel, as a person would, to the end of the movement. */
  async function scrollUp(pixels: number) {
    await log().hover();
    await face().page.mouse.wheel(0, -pixels);
    await toBottom().waitFor();
    await face().until(`JSON.parse(sessionStorage.getItem("state") ?? "{}").scroll !== undefined`);
  }

  it("follows an answer as it is written", async () => {
    const { page, say, until } = face();
    const events = [...conversation(3), { kind: "user", text: "More", at: 9 } as const];
    const more: ChatEvent[] = [
      ...events,
      { kind: "text", delta: "line\n\n".repeat(100) },
      { kind: "text", delta: "Last" },
    ];
    await say(snapshot(events, "one", busy), ...messages(more, events.length));
    await page.getByText("Last", { exact: true }).waitFor();
    await until(`(${distance.toString()})(document.querySelector("[role=log]")) <= 1`);
    assert.equal(await toBottom().count(), 0);
  });

  it("stays where the person is reading, and goes back down on wish", async () => {
    const { page, say } = face();
    const events = conversation(3);
    await say(snapshot(events, "one", busy));
    await page.getByText("Question 3").waitFor();
    await scrollUp(300);
    const before = await log().evaluate(top);
    await say(...messages([...events, { kind: "text", delta: "Another\n\n".repeat(50) }], events.length));
    await page.getByText("Another").last().waitFor();
    assert.equal(await log().evaluate(top), before);
    await toBottom().click();
    await toBottom().waitFor({ state: "detached" });
    assert.ok((await log().evaluate(distance)) <= 1);
  });

  it("goes to the end when a new turn begins", async () => {
    const { page, say } = face();
    const events = conversation(3);
    await say(snapshot(events));
    await page.getByText("Question 3").waitFor();
    await scrollUp(400);
    await say(...messages([...events, { kind: "user", text: "Newest", at: 9 }], events.length));
    await page.getByText("Newest").waitFor();
    await toBottom().waitFor({ state: "detached" });
  });

  it("comes back to where the person was reading after a reload", async () => {
    const { page, say, reload } = face();
    const events = conversation(6);
    await say(snapshot(events));
    await page.getByText("Question 6").waitFor();
    await scrollUp(2000);
    const before = await log().evaluate(top);
    await reload();
    await say(snapshot(events));
    await page.getByText("Question 6").waitFor();
    assert.equal(await log().evaluate(top), before);
  });

  it("asks for earlier messages of a long conversation on wish, and keeps what is read in its place", async () => {
    const { page, say, next } = face();
    const events = conversation(50);
    await say({ ...snapshot(events), ...shownOf(events) });
    await page.getByText("Question 50").waitFor();
    assert.equal(await page.getByText("Question 20", { exact: true }).count(), 0);
    await log().evaluate((element) => (element.scrollTop = 0));
    const before = await log().evaluate(fromEnd);
    await page.getByRole("button", { name: "Show earlier messages" }).click();
    const { from } = await next("ready");
    assert.deepEqual(from, { conversation: "one", turn: 0 });
    await say({ ...snapshot(events), ...shownOf(events, from?.turn) });
    await page.getByText("Question 1", { exact: true }).waitFor({ state: "attached" });
    assert.equal(await log().evaluate(fromEnd), before);
    assert.equal(await page.getByRole("button", { name: "Show earlier messages" }).count(), 0);
  });

  it("comes back to where the person was reading far up, and counts questions from the first", async () => {
    const { page, say, next, reload, until } = face();
    const events = conversation(50);
    await say({ ...snapshot(events), ...shownOf(events, 10) });
    await page.getByText("Question 50").waitFor();
    await log().evaluate((element) => (element.scrollTop = 0));
    await until(`JSON.parse(sessionStorage.getItem("state") ?? "{}").scroll?.turn === 10`);
    await reload();
    const again = face()
      .sent("ready")
      .findLast(({ from }) => from);
    assert.deepEqual(again?.from, { conversation: "one", turn: 10 });
    await say({ ...snapshot(events), ...shownOf(events, 10) });
    await page.getByText("Question 11", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Ask again" }).first().click();
    assert.equal((await next("askAgain")).question, 11);
  });
});
