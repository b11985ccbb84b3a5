import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Message } from "../../../src/mistral/messages";
import { acceptable, acceptableId, INTERRUPTED } from "../../../src/mistral/order";
import { chat, chatRequest, collect } from "./support/asks";
import { mistralForEachTest } from "./support/fixture";
import { assertTaken } from "./support/wire";

const ids = fc.constantFrom("Abc123XyZ", "Def123XyZ", "call_0", "call_1", "null", "", "chatcmpl-tool-9f8e7d6c5b4a");
const content = fc.constantFrom("", "a", "b", " ", "\ud83d");
const call = fc.record({
  id: ids,
  name: fc.constantFrom("read_file", "other tool", "", "é😀", "n".repeat(100)),
  arguments: fc.constantFrom("", "{}", '{"path":"a"}', '{"path":', "[]", "\ud83d"),
});
const calls = fc.array(call, { maxLength: 4 });

/** Any message after any other: turns that were stopped, other models' ids, changes of mode in the middle. */
const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ role: fc.constant("system" as const), content }),
  fc.record({ role: fc.constant("user" as const), content }),
  fc.record(
    { role: fc.constant("assistant" as const), content, thinking: content, toolCalls: calls },
    { requiredKeys: ["role", "content"] },
  ),
  fc.record({ role: fc.constant("tool" as const), toolCallId: ids, name: fc.constant("read_file"), content }),
);
const history = fc
  .array(message, { maxLength: 14 })
  .map((messages): Message[] => [...messages, { role: "user", content: "and now?" }]);

const user = (said: string): Message => ({ role: "user", content: said });
const assistant = (said: string, ...made: readonly string[]): Message => ({
  role: "assistant",
  content: said,
  toolCalls: made.map((id) => ({ id, name: "t", arguments: "{}" })),
});
const result = (toolCallId: string, said: string): Message => ({ role: "tool", toolCallId, name: "t", content: said });
const resultsIn = (messages: readonly Message[]) =>
  messages.flatMap((each) => (each.role === "tool" ? [each.content] : []));

const said = (all: readonly Message[]) =>
  all
    .filter((each) => each.role !== "tool" && each.content !== "" && each.content !== INTERRUPTED)
    .map((each) => each.role + each.content);

describe("the order of messages", () => {
  it("is accepted, whatever the history", () => {
    fc.assert(
      fc.property(history, (messages) => assertTaken(acceptable(messages))),
      { numRuns: 3_000 },
    );
  });

  it("is not changed by a second look", () => {
    fc.assert(
      fc.property(history, (messages) => {
        const once = acceptable(messages);
        assert.deepEqual(acceptable(once), once);
      }),
      { numRuns: 3_000 },
    );
  });

  it("loses nothing that was said before the last question", () => {
    fc.assert(
      fc.property(history, (messages) => {
        assert.deepEqual(said(acceptable(messages)), said(messages));
      }),
    );
  });

  it("does not change a history that is in order", () => {
    const fine = [
      { role: "system", content: "s" },
      user("q"),
      assistant("", "Abc123XyZ", "Def123XyZ"),
      result("Abc123XyZ", "1"),
      result("Def123XyZ", "2"),
      { role: "assistant", content: "a", thinking: "hm" },
      user("q2"),
    ] as const;
    assert.deepEqual(acceptable(fine), fine);
  });

  it("brings results to their calls and says which call was stopped", () => {
    const out = acceptable([user("q"), assistant("", "Abc123XyZ", "Def123XyZ"), result("Def123XyZ", "2"), user("q2")]);
    assert.deepEqual(
      out.map((each) => each.role),
      ["user", "assistant", "tool", "tool", "assistant", "user"],
    );
    assert.deepEqual(resultsIn(out), [INTERRUPTED, "2"]);
  });

  it("does not take one answer's result for another's when their ids are the same", () => {
    const out = acceptable([
      user("q"),
      assistant("", "call_0"),
      user("q2"),
      assistant("", "call_0"),
      result("call_0", "second"),
      user("q3"),
    ]);
    assert.deepEqual(resultsIn(out), [INTERRUPTED, "second"]);
  });

  it("sends no arguments that are no JSON", () => {
    const [, made] = acceptable([
      user("q"),
      { role: "assistant", content: "", toolCalls: [{ id: "Abc123XyZ", name: "t", arguments: '{"path":' }] },
      result("Abc123XyZ", "not JSON"),
    ]);
    assert.deepEqual(made?.role === "assistant" && made.toolCalls?.[0]?.arguments, "{}");
  });

  it("ends with a question or a result", () => {
    const rest = acceptable([user("q"), assistant("", "Abc123XyZ"), result("Abc123XyZ", "1"), assistant("partly")]);
    assert.deepEqual(rest.at(-1), result("Abc123XyZ", "1"));
  });
});

describe("the ids of calls", () => {
  it("are kept if the API takes them, else made up, always in the same way", () => {
    assert.equal(acceptableId("Abc123XyZ"), "Abc123XyZ");
    fc.assert(
      fc.property(fc.string(), (id) => {
        const made = acceptableId(id);
        assert.match(made, /^[A-Za-z0-9]{9}$/);
        assert.equal(acceptableId(id), made);
        assert.equal(acceptableId(made), made);
      }),
    );
    assert.notEqual(acceptableId("call_0"), acceptableId("call_1"));
  });
});

describe("any history over the wire", () => {
  const fixture = mistralForEachTest();

  it("is answered", async () => {
    const { client, brain } = fixture();
    brain.onChat(() => true, "fine");
    const property = fc.asyncProperty(history, async (messages) => {
      const events = await collect(chat(client, {}, { ...chatRequest, messages }));
      assert.equal(events.at(-1)?.kind, "end", JSON.stringify(events));
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
