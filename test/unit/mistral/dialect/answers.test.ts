import assert from "node:assert/strict";
import { serverName } from "../../../../src/mistral/server";
import { chat, collect, fim, streams, textOf } from "../support/asks";
import { clientFor } from "../support/fixture";
import { answer, chunk, DONE, event, openStream, rawServerForEachTest, stream } from "../support/rawServer";

const message = { role: "assistant", content: "said", tool_calls: null };
const whole = (choice: object, rest: object = {}) => JSON.stringify({ choices: [choice], ...rest });

for (const [name, ask] of Object.entries(streams)) {
  describe(`answers of compatible servers (${name})`, () => {
    const raw = rawServerForEachTest();
    const events = () => collect(ask(clientFor(raw().url)));
    const problem = async () => {
      const last = (await events()).at(-1);
      return last?.kind === "problem" ? last.problem : undefined;
    };

    it("that come whole", async () => {
      const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
      for (const type of ["application/json", "Application/JSON; charset=utf-8"]) {
        raw().answer = answer(200, whole({ index: 0, message, finish_reason: "stop" }, { usage }), {
          "content-type": type,
        });
        const all = await events();
        assert.equal(textOf(all), "said");
        const end = all.at(-1);
        assert.ok(end?.kind === "end");
        assert.deepEqual(end.usage, { prompt: 9, completion: 2, cached: 0 });
      }
    });

    it("that come whole and were cut at the limit", async () => {
      raw().answer = answer(200, whole({ message, finish_reason: "length" }));
      const end = (await events()).at(-1);
      assert.equal(end?.kind === "end" && end.reason, "length");
    });

    it("that come whole, with an error in them", async () => {
      for (const error of ["out of memory", { message: "out of memory", code: 500 }]) {
        raw().answer = answer(200, JSON.stringify({ error }));
        assert.deepEqual(await problem(), { kind: "failedInStream", detail: "out of memory" });
      }
    });

    it("that come whole and are no answers", async () => {
      for (const strange of ["{", "3", "[]", "{}", '{"choices":3}', '"text"']) {
        raw().answer = answer(200, strange);
        assert.deepEqual(await problem(), { kind: "malformed", server: serverName(raw().url) });
      }
    });

    it("with errors in them, in all forms", async () => {
      const forms = [
        event({ error: "gone" }),
        event({ error: { message: "gone", type: "server_error", code: 500 } }),
        event({ error: { object: "error", message: "gone" } }),
        event({ object: "error", message: "gone", type: "BadRequestError", code: 400 }),
        event({ detail: "gone" }),
        'event: error\ndata: {"error":{"message":"gone"}}\n\n',
        'error: {"code":500,"message":"gone","type":"server_error"}\n\n',
      ];
      for (const form of forms) {
        raw().answer = stream(chunk({ content: "said" }), form);
        const all = await events();
        assert.equal(textOf(all), "said");
        assert.deepEqual(all.at(-1), { kind: "problem", problem: { kind: "failedInStream", detail: "gone" } }, form);
      }
    });

    it("with ends in other words", async () => {
      for (const reason of ["eos", "function_call", "tool_calls", "stop_sequence"]) {
        raw().answer = stream(chunk({ content: "said" }), chunk({}, reason), DONE);
        const end = (await events()).at(-1);
        assert.equal(end?.kind === "end" && end.reason, "stop", reason);
      }
      raw().answer = stream(chunk({ content: "said" }), chunk({}, "abort"), DONE);
      assert.equal((await problem())?.kind, "failedInStream");
    });

    it("with empty reasons: they end at [DONE], and without it they are cut", async () => {
      raw().answer = stream(chunk({ content: "sa" }, ""), chunk({ content: "id" }, ""), DONE);
      const all = await events();
      assert.equal(textOf(all), "said");
      assert.equal(all.at(-1)?.kind, "end");
      raw().answer = stream(chunk({ content: "sa" }, ""), chunk({ content: "id" }, ""));
      assert.equal((await problem())?.kind, "unfinished");
      raw().answer = stream(chunk({ content: "said" }, ""), chunk({}, "length"), DONE);
      const end = (await events()).at(-1);
      assert.equal(end?.kind === "end" && end.reason, "length");
    });

    it("with [DONE] and no reason at all are cut", async () => {
      raw().answer = stream(chunk({ content: "said" }), DONE);
      assert.equal((await problem())?.kind, "unfinished");
    });

    it("with an error beside no choices, or beside what was said last: its message is not lost", async () => {
      const error = { message: "Out of memory", code: 500 };
      for (const [said, last] of [
        [event({ choices: [], error }), ""],
        [chunk({ content: "said" }) + event({ choices: [], error: "Out of memory" }), "said"],
        [chunk({ content: "said" }, null, { error }), "said"],
        [chunk({ content: "said" }, "error", { error }), "said"],
      ] as const) {
        raw().answer = stream(said);
        const all = await events();
        assert.equal(textOf(all), last);
        const end = all.at(-1);
        assert.ok(end?.kind === "problem", JSON.stringify(end));
        assert.deepEqual(end.problem, { kind: "failedInStream", detail: "Out of memory" });
      }
      raw().answer = stream(chunk({ content: "said" }, "stop", { error: null }), event({ choices: [], error: null }));
      assert.equal((await events()).at(-1)?.kind, "end");
    });

    it("stopped by a content filter: what was said is kept, and is not whole", async () => {
      raw().answer = stream(chunk({ content: "said" }), chunk({}, "content_filter"), DONE);
      const all = await events();
      assert.equal(textOf(all), "said");
      const end = all.at(-1);
      assert.ok(end?.kind === "problem", JSON.stringify(end));
      assert.deepEqual(end.problem, { kind: "filtered", server: serverName(raw().url) });
    });

    it("with pings before and between", async () => {
      raw().answer = stream(": ping\n\n", ":\n\n", chunk({ content: "said" }), ": ping\n\n", chunk({}, "stop"), DONE);
      assert.equal(textOf(await events()), "said");
    });

    it("with a usage that comes after the end, in a chunk of its own", async () => {
      const usage = { prompt_tokens: 3, completion_tokens: 1 };
      raw().answer = stream(chunk({ content: "said" }, "stop"), event({ choices: [], usage }), DONE);
      const end = (await events()).at(-1);
      assert.deepEqual(end?.kind === "end" && end.usage, { prompt: 3, completion: 1, cached: 0 });
    });
  });
}

describe("thinking of compatible servers", () => {
  const raw = rawServerForEachTest();
  const thoughts = async (...deltas: readonly object[]) => {
    raw().answer = stream(...deltas.map((delta) => chunk(delta)), chunk({ content: "said" }, "stop"), DONE);
    const all = await collect(chat(clientFor(raw().url)));
    assert.equal(all.at(-1)?.kind, "end");
    return [all.map((each) => (each.kind === "thinking" ? each.text : "")).join(""), textOf(all)];
  };

  it("in either field, or in both", async () => {
    assert.deepEqual(await thoughts({ reasoning: "h" }, { reasoning: "m", content: "" }), ["hm", "said"]);
    assert.deepEqual(await thoughts({ reasoning_content: "hm", content: null }), ["hm", "said"]);
    assert.deepEqual(await thoughts({ reasoning: "hm", reasoning_content: "hm" }), ["hm", "said"]);
    assert.deepEqual(await thoughts({ reasoning: null, reasoning_content: "hm" }), ["hm", "said"]);
    assert.deepEqual(await thoughts({ reasoning: "hm", content: "is " }), ["hm", "is said"]);
  });

  it("that says nothing is none", async () => {
    assert.deepEqual(await thoughts({ reasoning: "" }, { reasoning_content: null }, { reasoning: 3 }), ["", "said"]);
  });
});

describe("calls of compatible servers", () => {
  const raw = rawServerForEachTest();
  const callsFrom = async () => {
    const end = (await collect(chat(clientFor(raw().url)))).at(-1);
    assert.ok(end?.kind === "end", JSON.stringify(end));
    return end.toolCalls.map((call) => [call.name, call.arguments]);
  };

  it("in a whole answer, without an index", async () => {
    const calls = [
      { id: "call_1", type: "function", function: { name: "a", arguments: { path: "x" } } },
      { id: "call_2", type: "function", function: { name: "b", arguments: "{}" } },
    ];
    const said = { role: "assistant", content: null, tool_calls: calls };
    raw().answer = answer(200, whole({ message: said, finish_reason: "tool_calls" }));
    assert.deepEqual(await callsFrom(), [
      ["a", '{"path":"x"}'],
      ["b", "{}"],
    ]);
  });

  it("in the form of before there were tools", async () => {
    raw().answer = stream(
      chunk({ function_call: { name: "a", arguments: "" } }),
      chunk({ function_call: { arguments: '{"path":' } }),
      chunk({ function_call: { arguments: '"x"}' } }),
      chunk({}, "function_call"),
      DONE,
    );
    assert.deepEqual(await callsFrom(), [["a", '{"path":"x"}']]);
  });

  it("in both forms at once", async () => {
    const [a, b] = [
      { name: "a", arguments: "{}" },
      { name: "b", arguments: "{}" },
    ];
    const calls = [a, b].map((fn, index) => ({ index, id: `call_${index}`, function: fn }));
    raw().answer = stream(chunk({ function_call: a, tool_calls: calls }), chunk({}, "tool_calls"), DONE);
    assert.deepEqual(await callsFrom(), [
      ["a", "{}"],
      ["b", "{}"],
    ]);
  });
});

describe("a server that has no such endpoint", () => {
  const raw = rawServerForEachTest();
  const problemFrom = async (...refused: Parameters<typeof answer>) => {
    raw().answer = answer(...refused);
    const [first] = await collect(fim(clientFor(raw().url)));
    return first?.kind === "problem" ? first.problem : undefined;
  };

  it("in the words of each", async () => {
    const server = serverName(raw().url);
    const missing = { kind: "notFound", server, isFim: true };
    assert.deepEqual(await problemFrom(404, '{"detail":"Not Found"}'), missing);
    assert.deepEqual(await problemFrom(404, "404 page not found", { "content-type": "text/plain" }), missing);
    assert.deepEqual(await problemFrom(404, '{"error":{"code":404,"message":"File Not Found"}}'), missing);
    const unexpected = '{"error":"Unexpected endpoint or method. (POST /v1/fim/completions)"}';
    assert.deepEqual(await problemFrom(200, unexpected), missing);
  });

  it("is another matter than a model that is not there", async () => {
    const said =
      '{"error":{"message":"The model `codestral-latest` does not exist.","type":"NotFoundError","code":404}}';
    assert.equal((await problemFrom(404, said))?.kind, "unusableModel");
  });
});

describe("a whole answer that does not come to an end", () => {
  const raw = rawServerForEachTest();

  it("is not waited for longer than for a first event", async () => {
    raw().answer = (request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"choices":');
      void request;
    };
    const patience = { toFirstEvent: 30, betweenEvents: 60_000, afterFinish: 60_000 };
    const last = (await collect(chat(clientFor(raw().url), { patience }))).at(-1);
    assert.ok(last?.kind === "problem" && last.problem.kind === "timeout");
  });

  it("is cut when cancelled", async () => {
    const abort = new AbortController();
    let left: Promise<unknown> | undefined;
    raw().answer = (_request, response) => {
      left = new Promise((resolve) => response.once("close", resolve));
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"choices":');
      setImmediate(() => abort.abort());
    };
    assert.deepEqual(await collect(chat(clientFor(raw().url), { signal: abort.signal })), []);
    await left;
  });

  it("also when it is a refusal", async () => {
    const abort = new AbortController();
    raw().answer = (_request, response) => {
      response.writeHead(400, { "content-type": "application/json" });
      response.write('{"error":');
      setImmediate(() => abort.abort());
    };
    assert.deepEqual(await collect(chat(clientFor(raw().url), { signal: abort.signal })), []);
  });

  it("does not keep a stream from being one", async () => {
    const abort = new AbortController();
    raw().answer = openStream(chunk({ content: "said" }));
    const events = chat(clientFor(raw().url), { signal: abort.signal });
    assert.deepEqual((await events.next()).value, { kind: "text", text: "said" });
    abort.abort();
    assert.equal((await events.next()).done, true);
  });
});
