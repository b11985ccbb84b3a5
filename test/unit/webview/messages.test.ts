import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ChatStatus, ToWebview } from "../../../src/chat/protocol";
import { toWebview } from "../../../src/webview/messages";
import { anyEvent, snapshot } from "./events";

const problem = {
  ...{ sentence: "Wait.", action: "retry" as const },
  hint: { url: "https://a.b", label: "There", about: "is more." },
};
const status: ChatStatus = {
  ...{ model: "m", busy: true, blocked: problem, notice: { sentence: "Not kept." }, silentFor: 3_000 },
  ...{ queue: [{ id: 1, text: "next" }], isQueueHeld: false },
  question: { id: "one", sentence: "May it?", about: ["/a"], notes: ["It may."], choices: ["once", "never"] },
  waiting: { sentence: "The limit", milliseconds: 12.5, attempt: "attempt 2 of 4" },
};

/** One of each, with all that it may have. */
const messages: readonly ToWebview[] = [
  snapshot(
    [
      { kind: "user", text: "q", context: { path: "a.ts", startLine: 1, endLine: 2 }, quoted: 3, at: 1 },
      { kind: "toolCall", id: "1", name: "read_file", arguments: "{", label: "Read", place: { path: "a.ts" } },
      {
        ...{ kind: "toolResult", id: "1", ok: true, summary: "s", content: "c" },
        sources: [{ path: "a.ts", lines: { first: 1, last: 2 }, characters: 3 }],
      },
      { kind: "problem", problem },
      { kind: "tainted", by: "a.md" },
      { kind: "settled", actions: ["setApiKey", "continue"], sentence: "s" },
    ],
    "one",
    status,
    [{ question: 1, shown: 2, of: 2 }],
  ),
  { type: "status", status },
  {
    type: "labels",
    cures: {
      ...{ setApiKey: "a", manageApiKeys: "b", pickChatModel: "c", retry: "d" },
      ...{ continue: "e", showLog: "f", openSettings: "g", newChat: "h" },
    },
  },
  { type: "tokenColors", colors: { keyword: "#fff" } },
  { type: "draft", text: "a" },
  { type: "examples", examples: ["a"] },
  { type: "edit", text: "a" },
  { type: "focus" },
  { type: "accepted", sendId: 1 },
  { type: "rejected", sendId: 1, problem },
];

describe("what is posted to the chat's page", () => {
  for (const message of messages) {
    it(`is taken as it is: ${message.type}`, () => assert.deepEqual(toWebview(message), message));
  }

  it("is taken as it is: any event", () => {
    fc.assert(
      fc.property(anyEvent, fc.nat(), (event, seq) => {
        const message = structuredClone({ type: "event", conversation: "one", seq, event });
        assert.deepEqual(toWebview(message), message);
      }),
    );
  });

  it("is nothing if it is no message of the host's", () => {
    const whole = snapshot([]);
    for (const value of [
      ...[undefined, null, 1, "focus", [], {}, { type: "snapshot" }, { type: "other" }],
      ...[
        { ...whole, events: "no" },
        { ...whole, events: [{ kind: "other" }] },
        { ...whole, status: {} },
      ],
      { type: "event", conversation: "one", seq: 1, event: { kind: "text", delta: 1 } },
      { type: "event", conversation: "one", seq: "1", event: { kind: "text", delta: "a" } },
      { type: "tokenColors", colors: { keyword: {} } },
    ]) {
      assert.equal(toWebview(value), undefined, JSON.stringify(value));
    }
  });
});
