import assert from "node:assert/strict";
import { fromWebview } from "../../../src/chat/fromWebview";
import type { FromWebview } from "../../../src/chat/protocol";

/** One of each, with all that it may have. */
const messages: readonly FromWebview[] = [
  { type: "ready" },
  { type: "ready", from: { conversation: "one", turn: 0 } },
  { type: "send", sendId: 1, text: "Why?", atOnce: false },
  { type: "queued", id: 1, become: "edited" },
  { type: "draft", text: "" },
  { type: "stop" },
  { type: "newChat" },
  { type: "copy", text: "a" },
  { type: "insert", text: "a" },
  { type: "openPlace", place: { path: "src/a.ts", startLine: 1, endLine: 2 } },
  { type: "openPlace", place: { path: "src/a.ts" } },
  { type: "openLink", url: "https://a.b" },
  { type: "askAgain", question: 1, shown: 1 },
  { type: "showBranch", question: 1, shown: 2 },
  { type: "answer", question: "one", choice: "notNow" },
  { type: "action", action: "setApiKey" },
];

const broken: readonly unknown[] = [
  ...[undefined, null, 1, "stop", [], {}, [{ type: "stop" }]],
  ...[{ type: "run", command: "rm" }, { type: ["stop"] }, { type: "__proto__" }, { type: "constructor" }],
  ...[
    { type: "stop", and: "more" },
    { type: "send", text: "a", atOnce: false },
    { type: "send", sendId: 1 },
  ],
  { type: "send", sendId: "1", text: "a", atOnce: false },
  { type: "send", sendId: 1, text: { toString: "a" }, atOnce: false },
  { type: "send", sendId: 1, text: "a", atOnce: "yes" },
  { type: "queued", id: 1, become: "anything" },
  ...[
    { type: "queued", id: 0, become: "sent" },
    { type: "queued", id: 1.5, become: "sent" },
  ],
  ...[
    { type: "askAgain", question: Number.NaN, shown: 1 },
    { type: "askAgain", question: -1, shown: 1 },
  ],
  ...[
    { type: "answer", question: "one", choice: "always" },
    { type: "answer", question: 1, choice: "once" },
    { type: "answer", question: "one", choice: ["once"] },
  ],
  ...[
    { type: "action", action: "retry" },
    { type: "action", action: "workbench.action.quit" },
  ],
  ...[
    { type: "openPlace", place: "src/a.ts" },
    { type: "openPlace", place: { path: 1 } },
  ],
  { type: "openPlace", place: { path: "a", startLine: 0 } },
  ...[
    { type: "ready", from: 3 },
    { type: "ready", from: { conversation: "a", turn: -1 } },
  ],
];

describe("what the chat's page sends", () => {
  for (const message of messages) {
    it(`is taken as it is: ${JSON.stringify(message)}`, () => {
      assert.deepEqual(fromWebview(message), message);
      assert.deepEqual(fromWebview(structuredClone(message)), message);
    });
  }

  it("is nothing if it is no message of the protocol", () => {
    for (const value of broken) assert.equal(fromWebview(value), undefined, JSON.stringify(value));
  });
});
