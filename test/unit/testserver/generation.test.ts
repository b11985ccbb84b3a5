import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type ChatPiece, finish, text, thinking, toolCall, wholeText } from "../../mistral/brain";
import { type Bounds, generate, type Step } from "../../mistral/generation";
import { PromptCache } from "../../mistral/promptCache";
import { splitTokens } from "../../mistral/tokens";
import { at, chatBody, chatPath, chunksOf, send, serverForEachTest } from "./support";

async function* list(pieces: readonly ChatPiece[]): AsyncGenerator<ChatPiece> {
  yield* pieces;
}

async function said(pieces: readonly ChatPiece[], bounds: Bounds = {}) {
  const steps: Step[] = [];
  for await (const step of generate(list(pieces), bounds)) steps.push(step);
  const end = steps.at(-1);
  assert.ok(end?.kind === "end");
  return {
    steps,
    text: steps.map((step) => (step.kind === "text" ? step.text : "")).join(""),
    reason: end.reason,
    tokens: end.tokens,
  };
}

describe("tokens", () => {
  it("join to the text and never split a surrogate pair", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (words) => {
        const tokens = splitTokens(words);
        assert.equal(tokens.join(""), words);
        assert.ok(tokens.every((token) => !/[\uD800-\uDBFF]$/.test(token) && Array.from(token).length <= 4));
      }),
    );
  });

  it("keep lone surrogates", () => {
    assert.deepEqual(splitTokens("abc\uD83Dabc"), ["abc\uD83D", "abc"]);
  });
});

describe("generation", () => {
  it("stops before a stop string wherever the tokens split it", async () => {
    const words = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 60 });
    const stops = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\n"), minLength: 1, maxLength: 6 }), {
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(words, stops, async (words, stop) => {
        const ends = stop.map((each) => words.indexOf(each)).filter((found) => found >= 0);
        const answer = await said([text(words)], { stop });
        if (ends.length === 0) assert.equal(answer.text, words);
        else {
          assert.ok(words.startsWith(answer.text));
          assert.ok(stop.every((each) => !answer.text.includes(each)));
          assert.ok(stop.some((each) => words.startsWith(each, answer.text.length)));
        }
        assert.equal(answer.reason, "stop");
      }),
    );
  });

  it("sends what cannot become a stop string at once", async () => {
    const { steps } = await said([text("abcd"), text("efgh")], { stop: "\n\n" });
    assert.deepEqual(steps.slice(0, 2), [
      { kind: "text", text: "abcd" },
      { kind: "text", text: "efgh" },
    ]);
  });

  it("ends with `length` at max_tokens", async () => {
    const { text: words, reason, tokens } = await said([text("abcdefghijkl")], { maxTokens: 2 });
    assert.deepEqual([words, reason, tokens], ["abcdefgh", "length", 2]);
    assert.equal((await said([text("abc")], { maxTokens: 0 })).text, "");
  });

  it("ends as the brain says, or as follows from what it said", async () => {
    assert.equal((await said([text("a"), finish("error"), text("b")])).reason, "error");
    assert.equal((await said([thinking("a"), toolCall("f", {})])).reason, "tool_calls");
    assert.equal((await said([])).reason, "stop");
  });

  it("numbers the calls, and makes one of them where parallel calls are off", async () => {
    const calls = [toolCall("f", {}), toolCall("g", "{")];
    const { steps } = await said(calls);
    assert.deepEqual(
      steps.map((step) => (step.kind === "toolCall" ? [step.index, step.name, step.arguments] : [])),
      [[0, "f", "{}"], [1, "g", "{"], []],
    );
    assert.equal((await said(calls, { parallelToolCalls: false })).steps.length, 2);
  });

  it("keeps a whole text in one piece", async () => {
    assert.equal((await said([wholeText("a long piece of text")])).steps.length, 2);
  });
});

describe("the prompt cache", () => {
  it("counts the shared beginning in blocks of 64 tokens, for each model", () => {
    const cache = new PromptCache();
    const prompt = "x".repeat(4 * 150);
    assert.equal(cache.cachedTokens("m", prompt), 0);
    assert.equal(cache.cachedTokens("m", `${prompt}y`), 128);
    assert.equal(cache.cachedTokens("m", `y${prompt}`), 0);
    assert.equal(cache.cachedTokens("n", prompt), 0);
  });
});

describe("several choices", () => {
  const fixture = serverForEachTest();

  it("come with their numbers, and one usage for all", async () => {
    const { server, brain } = fixture();
    brain.nextChat("one").nextChat("two").nextChat("one").nextChat("two");
    const whole = await send(server, chatPath, { body: chatBody({ n: 2 }) });
    const choices = at(JSON.parse(whole.body), "choices");
    assert.ok(Array.isArray(choices));
    assert.deepEqual(
      choices.map((choice) => [at(choice, "index"), at(choice, "message", "content")]),
      [
        [0, "one"],
        [1, "two"],
      ],
    );
    const chunks = chunksOf((await send(server, chatPath, { body: chatBody({ n: 2, stream: true }) })).body);
    assert.deepEqual(
      chunks.map((chunk) => at(chunk, "choices", 0, "index")),
      [0, 0, 0, 1, 1, 1],
    );
    assert.equal(chunks.filter((chunk) => at(chunk, "usage") !== undefined).length, 1);
    assert.equal(at(chunks.at(-1), "usage", "completion_tokens"), 2);
  });
});
