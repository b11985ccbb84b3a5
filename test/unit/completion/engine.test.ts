import assert from "node:assert/strict";
import type { Clock } from "../../../src/completion/clock";
import { CompletionEngine } from "../../../src/completion/engine";
import type { ApiProblem } from "../../../src/mistral/errors";
import { marked } from "./marked";
import { impatient, ScriptedModel, suggested } from "./scriptedModel";

/** A clock that stands still until it is moved on. */
class VirtualClock implements Clock {
  private time = 0;
  private readonly waiting = new Set<{ readonly until: number; readonly done: () => void }>();

  now(): number {
    return this.time;
  }

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const one = { until: this.time + milliseconds, done: resolve };
      this.waiting.add(one);
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
    for (const one of [...this.waiting].filter(({ until }) => until <= this.time)) {
      this.waiting.delete(one);
      one.done();
    }
  }
}

const wanted = () => new AbortController().signal;

describe("the completion engine", () => {
  it("asks for the rest of a line with a few tokens and a stop at its end", async () => {
    const { model } = await suggested(marked("x = █;\ny = 2"), ["1"]);
    assert.deepEqual(model.requests, [
      {
        model: "codestral-test",
        prefix: "x = ",
        suffix: ";\ny = 2",
        maxTokens: 100,
        stop: ["\n"],
        temperature: 0,
      },
    ]);
  });

  it("asks for a block with more tokens, and on an empty line without stops", async () => {
    const opened = await suggested(marked("f() {█"), ["1"]);
    assert.deepEqual([opened.model.requests[0]?.maxTokens, opened.model.requests[0]?.stop], [400, ["\n\n\n"]]);
    const empty = await suggested(marked("  █"), ["1"]);
    assert.deepEqual([empty.model.requests[0]?.maxTokens, empty.model.requests[0]?.stop], [400, []]);
  });

  it("asks nothing where a suggestion is of no use, unless it is asked for", async () => {
    assert.equal((await suggested(marked("a = █ + b"), ["1"])).model.requests.length, 0);
    const asked = await suggested(marked("a = █ + b", "typescript", true), ["1"]);
    assert.deepEqual(asked.suggestion, { text: "1", replaces: 0 });
  });

  it("waits for a pause in typing before it asks in a line", async () => {
    const clock = new VirtualClock();
    const model = new ScriptedModel(["1"]);
    const suggestion = new CompletionEngine(model, clock).suggest(marked("x = █"), wanted());
    clock.advance(74);
    await turn();
    assert.equal(model.requests.length, 0);
    clock.advance(1);
    assert.deepEqual(await suggestion, { text: "1", replaces: 0 });
  });

  for (const [name, snapshot] of [
    ["at the start of a line", marked("  █")],
    ["when it is asked for", marked("x = █", "typescript", true)],
  ] as const) {
    it(`does not wait ${name}`, async () => {
      const model = new ScriptedModel(["1"]);
      assert.ok(await new CompletionEngine(model, new VirtualClock()).suggest(snapshot, wanted()));
    });
  }

  it("asks nothing when it is no longer wanted after the wait", async () => {
    const model = new ScriptedModel(["1"]);
    const abort = new AbortController();
    const suggestion = new CompletionEngine(model, new VirtualClock()).suggest(marked("x = █"), abort.signal);
    abort.abort();
    assert.equal(await suggestion, undefined);
    assert.equal(model.requests.length, 0);
  });

  it("asks nothing when it was never wanted", async () => {
    const model = new ScriptedModel(["1"]);
    const engine = new CompletionEngine(model, impatient);
    assert.equal(await engine.suggest(marked("█"), AbortSignal.abort()), undefined);
    assert.equal(model.requests.length, 0);
  });

  it("shows nothing of an answer that is cancelled, closes it, and asks no more", async () => {
    const model = new ScriptedModel(["half a l"], "never");
    const abort = new AbortController();
    const suggestion = new CompletionEngine(model, impatient).suggest(marked("x = █"), abort.signal);
    await model.silent;
    assert.equal(model.closed, 0);
    abort.abort();
    assert.equal(await suggestion, undefined);
    assert.deepEqual([model.closed, model.requests.length], [1, 1]);
  });

  it("leaves an answer as soon as its end is known, though the model goes on", async () => {
    const { suggestion, model } = await suggested(marked("x = █"), ["1;", "\n", "y = 2;"], "never");
    assert.deepEqual(suggestion, { text: "1;", replaces: 0 });
    assert.deepEqual([model.taken, model.closed], ["1;\n", 1]);
  });

  it("leaves a server that keeps to no limit", async () => {
    const { suggestion, model } = await suggested(
      marked("x = █"),
      Array.from({ length: 10_000 }, () => "wordy ".repeat(100)),
    );
    assert.equal(model.taken.length, 4_200);
    assert.ok(suggestion?.text.endsWith("wordy"));
    assert.ok((suggestion?.text.length ?? 0) <= 4_000);
    const lines = await suggested(
      marked("█"),
      Array.from({ length: 10_000 }, () => "\n"),
    );
    assert.deepEqual([lines.suggestion, lines.model.taken.length], [undefined, 3]);
  });

  it("asks once for what is typed as suggested", async () => {
    const model = new ScriptedModel(["total;"]);
    const engine = new CompletionEngine(model, impatient);
    await engine.suggest(marked("return █"), wanted());
    assert.deepEqual(await engine.suggest(marked("return to█"), wanted()), { text: "tal;", replaces: 0 });
    assert.deepEqual(await engine.suggest(marked("return █"), wanted()), { text: "total;", replaces: 0 });
    assert.equal(model.requests.length, 1);
    await engine.suggest(marked("return x█"), wanted());
    assert.equal(model.requests.length, 2);
  });

  it("reports a problem, shows nothing, and asks again", async () => {
    const problem: ApiProblem = { kind: "truncated" };
    const model = new ScriptedModel(["half"], problem);
    const engine = new CompletionEngine(model, impatient);
    assert.equal(await engine.suggest(marked("x = █"), wanted()), undefined);
    assert.deepEqual([model.problems, model.closed], [[problem], 1]);
    await engine.suggest(marked("x = █"), wanted());
    assert.equal(model.requests.length, 2);
  });

  for (const [name, retryAfterMs, quietMs] of [
    ["as long as the server says", 3_000, 3_000],
    ["ten seconds when the server does not say", undefined, 10_000],
  ] as const) {
    it(`is quiet after a 429 for ${name}`, async () => {
      const clock = new VirtualClock();
      const model = new ScriptedModel([], {
        kind: "rateLimited",
        detail: "",
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
      const engine = new CompletionEngine(model, clock);
      const requestsAfter = async (explicit: boolean) => {
        await engine.suggest(marked("█", "typescript", explicit), wanted());
        return model.requests.length;
      };
      assert.equal(await requestsAfter(false), 1);
      clock.advance(quietMs - 1);
      assert.equal(await requestsAfter(false), 1);
      clock.advance(1);
      assert.equal(await requestsAfter(false), 2);
      assert.equal(await requestsAfter(true), 3);
    });
  }
});

/** Lets everything that is ready run. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
