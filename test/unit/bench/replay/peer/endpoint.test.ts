import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import type { FimEvent } from "../../../../../src/mistral/fim";
import { NO_USAGE } from "../../../../../src/mistral/usage";
import { eventStream, fimRequestOf } from "../../../../bench/replay/peer/endpoint";

const HOST = "copilot.invalid";
const URL = `https://${HOST}/v1/engines/gpt-41-copilot/completions`;
const BODY = { prompt: "const a = ", suffix: ";\n", max_tokens: 500, stop: ["\n"], temperature: 0, n: 1 };

describe("a request of Copilot's engine", () => {
  it("is one of ours", () => {
    assert.deepEqual(fimRequestOf(URL, HOST, JSON.stringify(BODY)), {
      model: "gpt-41-copilot",
      prefix: "const a = ",
      suffix: ";\n",
      maxTokens: 500,
      stop: ["\n"],
      temperature: 0,
    });
  });

  it("has its context ahead of the prefix", () => {
    const body = { ...BODY, extra: { context: ["Path: a.ts", "interface A {}"] } };
    assert.equal(fimRequestOf(URL, HOST, JSON.stringify(body)).prefix, "Path: a.ts\ninterface A {}\nconst a = ");
  });

  for (const [what, url, body] of [
    ["another host", "https://api.github.com/v1/engines/gpt-41-copilot/completions", BODY],
    ["anything but completions", `https://${HOST}/models`, BODY],
    ["several answers", URL, { ...BODY, n: 3 }],
  ] as const) {
    it(`is refused if it wants ${what}`, () => {
      assert.throws(() => fimRequestOf(url, HOST, JSON.stringify(body)), /The peer wanted/);
    });
  }
});

describe("an answer to Copilot's engine", () => {
  it("is server-sent events with the reason at the end", async () => {
    const said = await text(eventStream(() => saying("a", "b"), new AbortController().signal));
    assert.deepEqual(
      said.split("\n\n").map((line) => (line.includes("{") ? JSON.parse(line.slice("data: ".length)) : line)),
      [
        { choices: [{ index: 0, text: "a", finish_reason: null }] },
        { choices: [{ index: 0, text: "b", finish_reason: null }] },
        { choices: [{ index: 0, text: "", finish_reason: "length" }] },
        "data: [DONE]",
        "",
      ],
    );
  });

  it("is cut when nobody reads on", async () => {
    const { cut, ask } = hanging();
    const reader = eventStream(ask, new AbortController().signal).getReader();
    await reader.read();
    await reader.cancel();
    await cut;
  });

  it("is cut when the request is called off, and the reader hears of it", async () => {
    const { cut, ask } = hanging();
    const off = new AbortController();
    const reader = eventStream(ask, off.signal).getReader();
    await reader.read();
    off.abort();
    await cut;
    await assert.rejects(reader.read(), { name: "AbortError", message: "This operation was aborted" });
  });
});

async function* saying(...texts: readonly string[]): AsyncGenerator<FimEvent, void> {
  for (const said of texts) yield { kind: "text", text: said };
  yield { kind: "end", reason: "length", usage: NO_USAGE };
}

/** A server that says one thing and then waits to be cut. */
function hanging() {
  let isCut = () => {};
  const cut = new Promise<void>((resolve) => {
    isCut = resolve;
  });
  const ask = async function* (signal: AbortSignal): AsyncGenerator<FimEvent, void> {
    signal.addEventListener("abort", isCut);
    yield { kind: "text", text: "a" };
    await cut;
  };
  return { cut, ask };
}
