import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Message } from "../../../src/mistral/messages";
import { acceptable, acceptableId, BEGINNING, INTERRUPTED } from "../../../src/mistral/order";
import { chat, chatRequest, collect } from "./support/asks";
import { mistralForEachTest } from "./support/fixture";
import { histories } from "./support/histories";
import { abilitiesOf, assertTaken, assertTakenElsewhere } from "./support/wire";

/** Sees and reasons, sees, does neither. */
const models = fc.constantFrom("mistral-medium-latest", "mistral-large-latest", "codestral-latest");
const tools = [{ name: "read_file", description: "Reads.", parameters: { type: "object" } }];

const user = (said: string): Message => ({ role: "user", content: said });
const assistant = (said: string, ...made: readonly string[]): Message => ({
  role: "assistant",
  content: said,
  toolCalls: made.map((id) => ({ id, name: "t", arguments: "{}" })),
});
const result = (toolCallId: string, said: string): Message => ({ role: "tool", toolCallId, name: "t", content: said });
const resultsIn = (messages: readonly Message[]) =>
  messages.flatMap((each) => (each.role === "tool" ? [each.content] : []));

const wordsOf = (all: readonly Message[]) =>
  all
    .filter((each) => each.role !== "tool")
    .flatMap((each) => each.content.split("\n\n").map((word) => `${each.role} ${word}`))
    .filter((words) => !/ (|Interrupted: .*|\(The beginning .*|\[image left out: [\s\S]*)$/.test(words));

describe("the order of messages", () => {
  it("is accepted, whatever the history, the model and the mode", () => {
    const property = fc.property(histories, models, fc.boolean(), (messages, model, works) =>
      assertTaken(acceptable(messages, abilitiesOf(model)), model, works ? tools : []),
    );
    fc.assert(property, { numRuns: 1_000 });
  });

  it("is accepted after another model has been chosen, for what is in order for the one before", () => {
    const property = fc.property(histories, models, models, (messages, before, after) => {
      const once = acceptable(messages, abilitiesOf(before));
      assertTaken(acceptable([...once, { role: "user", content: "and now?" }], abilitiesOf(after)), after);
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it("is accepted by the servers that run the open weights", () => {
    fc.assert(fc.property(histories, assertTakenElsewhere), { numRuns: 1_000 });
  });

  it("is not changed by a second look", () => {
    const property = fc.property(histories, models, (messages, model) => {
      const once = acceptable(messages, abilitiesOf(model));
      assert.deepEqual(acceptable(once, abilitiesOf(model)), once);
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it("loses nothing that was said before the last question", () => {
    const rulesFirst = (words: readonly string[]) => [
      ...words.filter((each) => each.startsWith("system")),
      ...words.filter((each) => !each.startsWith("system")),
    ];
    const property = fc.property(histories, (messages) => {
      const spoken = messages.map(
        (each): Message => (each.role === "user" ? { role: "user", content: each.content } : each),
      );
      assert.deepEqual(wordsOf(acceptable(spoken)), rulesFirst(wordsOf(spoken)));
    });
    fc.assert(property);
  });

  it("does not change a history that is in order", () => {
    const fine = [
      { role: "system", content: "s" },
      user("q"),
      assistant("", "Abc123XyZ", "Def123XyZ"),
      result("Abc123XyZ", "1"),
      result("Def123XyZ", "2"),
      { role: "assistant", content: "a", thinking: "hm" },
      { role: "user", content: "q2", images: ["https://own/picture.png"], sources: [{ path: "a.ts", characters: 3 }] },
    ] as const;
    assert.deepEqual(acceptable(fine), fine);
    assert.deepEqual(acceptable(fine, { sees: true, reasons: true }), fine);
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

  it("begins with one system message that holds all of them", () => {
    const out = acceptable([
      user("q"),
      { role: "system", content: "one" },
      user("q2"),
      { role: "system", content: "two" },
    ]);
    assert.deepEqual(out, [{ role: "system", content: "one\n\ntwo" }, user("q\n\nq2")]);
  });

  it("begins with a question", () => {
    const said: Message = { role: "assistant", content: "a" };
    assert.deepEqual(acceptable([said, user("q")]), [user(BEGINNING), said, user("q")]);
  });

  it("makes one message of two neighbours, with all that belongs to them", () => {
    const source = (path: string) => ({ path, characters: 1 });
    const out = acceptable([
      { role: "user", content: "q", images: ["https://own/1"], sources: [source("a")] },
      { role: "user", content: "", images: ["https://own/2"] },
      { role: "user", content: "q2", sources: [source("b")] },
      { role: "assistant", content: "a", thinking: "hm" },
      { role: "assistant", content: "", thinking: "so", toolCalls: [{ id: "Abc123XyZ", name: "t", arguments: "{}" }] },
      { role: "tool", toolCallId: "Abc123XyZ", name: "t", content: "1", sources: [source("c")] },
    ]);
    assert.deepEqual(out, [
      {
        role: "user",
        content: "q\n\nq2",
        images: ["https://own/1", "https://own/2"],
        sources: [source("a"), source("b")],
      },
      {
        role: "assistant",
        content: "a",
        thinking: "hm\n\nso",
        toolCalls: [{ id: "Abc123XyZ", name: "t", arguments: "{}" }],
      },
      { role: "tool", toolCallId: "Abc123XyZ", name: "t", content: "1", sources: [source("c")] },
    ]);
  });

  it("shows thinking to whoever thinks, or may", () => {
    const history: Message[] = [user("q"), { role: "assistant", content: "a", thinking: "hm" }, user("q2")];
    const thinks = (reasons?: boolean) =>
      acceptable(history, reasons === undefined ? {} : { reasons }).some((each) => "thinking" in each);
    assert.deepEqual([thinks(true), thinks(), thinks(false)], [true, true, false]);
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
    const property = fc.asyncProperty(histories, async (messages) => {
      const events = await collect(chat(client, {}, { ...chatRequest, messages }));
      assert.equal(events.at(-1)?.kind, "end", JSON.stringify(events));
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
