import assert from "node:assert/strict";
import type { ApiProblem } from "../../../src/mistral/errors";
import { Health } from "../../../src/mistral/health";
import type { ApiKey, Work } from "../../../src/mistral/keys/apiKey";
import type { Purpose } from "../../../src/mistral/purpose";
import type { SentRequest } from "../../../src/mistral/request";
import { NO_USAGE } from "../../../src/mistral/usage";

const server = "api.mistral.ai";
const refused: ApiProblem = { kind: "refusedKey", server };
const offline: ApiProblem = { kind: "offline", server, code: "ECONNREFUSED" };
const noModel: ApiProblem = { kind: "unusableModel", model: "m", detail: "" };
const fault: ApiProblem = { kind: "serverError", server, status: 500 };
const limited = (retryAfterMs?: number): ApiProblem => ({
  kind: "rateLimited",
  detail: "",
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

const key = (name: string, work: Work = "both", address = `https://${server}`): ApiKey => ({
  id: name,
  name,
  server: address,
  work,
  secret: `secret of ${name}`,
});

/** A health with these keys, at a time of its own. */
function healthOf(...keys: readonly ApiKey[]) {
  const time = { now: 1_000_000 };
  const health = new Health(() => time.now);
  health.keysAre(keys);
  const ask = (
    purpose: Purpose,
    outcome: "answered" | "cancelled" | ApiProblem,
    { with: keyName = keys[0]?.name ?? "", firstTokenMs = undefined as number | undefined } = {},
  ) => {
    const request: SentRequest = {
      ...{ id: "1", at: time.now, purpose, model: "m", server, keyName, characters: 1 },
      ...{ sources: [], redactions: [], body: () => "" },
    };
    health.sent(request);
    health.ended(request, { outcome, usage: NO_USAGE, estimated: false, firstTokenMs, wholeMs: 1 });
    time.now++;
  };
  const failure = () => health.failure?.problem;
  const aside = () => health.aside.map(({ keyName, problem }) => [keyName, problem.kind]);
  return { health, time, ask, failure, aside };
}

describe("the health of the way to the servers", () => {
  it("is good until something is known", () => {
    const { health, failure, aside } = healthOf(key("a"));
    assert.deepEqual([failure(), aside(), health.underWay], [undefined, [], 0]);
  });

  for (const problem of [refused, offline, noModel, fault, limited()]) {
    it(`remembers ${problem.kind} until the next answer, and no longer`, () => {
      const { ask, failure } = healthOf(key("a"));
      ask("completion", problem);
      ask("completion", "cancelled");
      assert.equal(failure(), problem);
      ask("completion", "answered");
      assert.equal(failure(), undefined);
    });
  }

  it("forgets that a key was refused when the server accepts it, by whatever name it was tried", () => {
    const { health, ask, failure } = healthOf(key("a"));
    ask("chat", refused);
    health.accepted({ server: `https://${server}`, secret: "another" });
    assert.equal(failure(), refused);
    health.accepted({ server: `https://${server}`, secret: key("a").secret });
    assert.equal(failure(), undefined);
  });

  it("hears nothing of a key from what was asked with its secret before", () => {
    const { health, time, failure } = healthOf(key("a"));
    const request: SentRequest = {
      ...{ id: "1", at: time.now, purpose: "chat", model: "m", server, keyName: "a", characters: 1 },
      ...{ sources: [], redactions: [], body: () => "" },
    };
    health.sent(request);
    time.now++;
    health.keysAre([{ ...key("a"), secret: "new" }]);
    health.ended(request, { outcome: refused, usage: NO_USAGE, estimated: false, firstTokenMs: undefined, wholeMs: 1 });
    assert.deepEqual([failure(), health.underWay], [undefined, 0]);
  });

  it("takes a request that was cancelled after its first token for an answer", () => {
    const { ask, failure } = healthOf(key("a"));
    ask("completion", offline);
    ask("completion", "cancelled", { firstTokenMs: 90 });
    assert.equal(failure(), undefined);
  });

  it("knows a problem of the key for all its work, and one of the request for this work only", () => {
    const { ask, failure } = healthOf(key("a"));
    ask("completion", noModel);
    ask("chat", "answered");
    assert.equal(failure(), noModel);
    ask("chat", refused);
    assert.equal(failure(), refused);
    ask("completion", "answered");
    assert.equal(failure(), undefined);
  });

  it("tells of the latest of two", () => {
    const { ask, failure } = healthOf(key("a"));
    ask("chat", noModel);
    ask("completion", fault);
    assert.equal(failure(), fault);
    ask("completion", "answered");
    assert.equal(failure(), noModel);
  });

  it("goes by the clock where the server has said how long", () => {
    const { time, ask, failure } = healthOf(key("a"));
    ask("completion", limited(7_000));
    time.now += 6_998;
    assert.equal(failure()?.kind, "rateLimited");
    time.now += 1;
    assert.equal(failure(), undefined);
  });

  it("holds a limit without a time for over after a minute", () => {
    const { time, ask, failure } = healthOf(key("a"));
    ask("completion", limited());
    time.now += 59_000;
    assert.equal(failure()?.kind, "rateLimited");
    time.now += 1_000;
    assert.equal(failure(), undefined);
  });

  it("takes a limit that one kind of work has met for no other's: models have limits of their own", () => {
    const { health, ask } = healthOf(key("a"));
    ask("chat", limited(9_000));
    assert.deepEqual(
      [health.failureOf("chat")?.problem.kind, health.failureOf("completion")],
      ["rateLimited", undefined],
    );
    ask("completion", "answered");
    assert.equal(health.failureOf("chat")?.problem.kind, "rateLimited");
    ask("chat", "answered");
    assert.equal(health.failure, undefined);
  });

  it("holds a limit for over when the key's server was tried and answered", () => {
    const { health, ask } = healthOf(key("a"));
    ask("chat", limited(9_000));
    health.tried("a", undefined);
    assert.equal(health.failure, undefined);
  });

  describe("with several keys", () => {
    it("is good while one of them works, and tells which ones step aside", () => {
      const { ask, failure, aside } = healthOf(key("a"), key("b"));
      ask("chat", refused, { with: "a" });
      assert.deepEqual([failure(), aside()], [undefined, [["a", "refusedKey"]]]);
      ask("chat", "answered", { with: "b" });
      assert.deepEqual([failure(), aside()], [undefined, [["a", "refusedKey"]]]);
      ask("chat", "answered", { with: "a" });
      assert.deepEqual(aside(), []);
    });

    it("fails when all have failed, and waits for the first that comes back", () => {
      const { ask, failure, aside } = healthOf(key("a"), key("b"), key("c"));
      ask("chat", limited(9_000), { with: "a" });
      ask("chat", limited(5_000), { with: "b" });
      ask("chat", refused, { with: "c" });
      assert.deepEqual(failure(), limited(5_000));
      assert.deepEqual(aside(), [
        ["a", "rateLimited"],
        ["c", "refusedKey"],
      ]);
    });

    it("fails for one kind of work when all keys of this work have failed", () => {
      const { ask, failure } = healthOf(key("a", "completion"), key("b", "chat"));
      ask("completion", refused, { with: "a" });
      ask("chat", "answered", { with: "b" });
      assert.equal(failure(), refused);
    });

    it("lets a model's overload be no fault of the key", () => {
      const { ask, failure, aside } = healthOf(key("a"), key("b"));
      ask("chat", { ...limited(), kind: "rateLimited", detail: "", isModelBusy: true }, { with: "a" });
      assert.deepEqual([failure()?.kind, aside()], ["rateLimited", []]);
    });
  });

  describe("when the keys change", () => {
    it("forgets a key that is gone, or has become another one", () => {
      const { health, ask, failure, aside } = healthOf(key("a"), key("b"), key("c"));
      for (const name of ["a", "b", "c"]) ask("chat", refused, { with: name });
      assert.equal(failure(), refused);
      health.keysAre([{ ...key("a"), secret: "new" }, key("c")]);
      assert.deepEqual([failure(), aside()], [undefined, [["c", "refusedKey"]]]);
    });

    it("keeps what it knows of a key that is as it was", () => {
      const { health, ask, failure } = healthOf(key("a"), key("b"));
      ask("chat", refused, { with: "a" });
      health.keysAre([key("a")]);
      assert.equal(failure(), refused);
    });

    it("forgets what was asked for in vain", () => {
      const { health, ask, failure } = healthOf(key("a"));
      ask("chat", noModel);
      health.keysAre([key("a")]);
      assert.equal(failure(), undefined);
      ask("chat", noModel);
      health.forgetRequests();
      assert.equal(failure(), undefined);
    });

    it("knows an address that is none before anything is sent there", () => {
      const { health, failure } = healthOf(key("a", "both", "localhost:8000"));
      assert.deepEqual(failure(), { kind: "badServer", server: "localhost:8000" });
      health.keysAre([key("a", "both", "http://localhost:8000")]);
      assert.equal(failure(), undefined);
    });
  });

  describe("when a key is tried", () => {
    it("is good again when its server answers", () => {
      const { health, ask, failure } = healthOf(key("a"));
      ask("chat", offline);
      ask("completion", fault);
      health.tried("a", undefined);
      assert.equal(failure(), undefined);
    });

    it("keeps what a list of models says nothing of", () => {
      const { health, ask, failure } = healthOf(key("a"));
      ask("chat", noModel);
      health.tried("a", undefined);
      assert.equal(failure(), noModel);
    });

    it("knows what is wrong with it", () => {
      const { health, failure } = healthOf(key("a"));
      health.tried("a", refused);
      assert.equal(failure(), refused);
    });

    it("was reached, and no more, where there is no list of models", () => {
      const { health, ask, failure } = healthOf(key("a"));
      ask("chat", offline);
      health.tried("a", { kind: "notFound", server });
      assert.equal(failure(), undefined);
      ask("chat", refused);
      health.tried("a", { kind: "notFound", server });
      assert.equal(failure(), refused);
    });
  });

  it("counts what somebody waits for", () => {
    const { health } = healthOf(key("a"));
    const sent = (purpose: Purpose) => {
      const request: SentRequest = {
        ...{ id: purpose, at: 0, purpose, model: "m", server, keyName: "a", characters: 1 },
        ...{ sources: [], redactions: [], body: () => "" },
      };
      health.sent(request);
      return () =>
        health.ended(request, {
          ...{ outcome: "answered", usage: NO_USAGE, estimated: false, firstTokenMs: 1, wholeMs: 1 },
        });
    };
    const endChat = sent("chat");
    const endBackground = sent("background");
    assert.equal(health.underWay, 1);
    endChat();
    assert.equal(health.underWay, 0);
    endBackground();
    assert.equal(health.underWay, 0);
  });

  it("tells of each change, to those who still listen", () => {
    const { health, ask } = healthOf(key("a"));
    let heard = 0;
    const listening = health.onDidChange(() => heard++);
    ask("chat", "answered");
    assert.equal(heard, 2);
    listening.dispose();
    ask("chat", "answered");
    assert.equal(heard, 2);
  });

  it("is good while another key does the work, also where a server is at fault, and says which one is left alone", () => {
    for (const problem of [
      fault,
      { kind: "timeout", server, seconds: 10 },
      { kind: "forbidden", server, detail: "" },
    ]) {
      const { ask, failure, aside, health } = healthOf(key("a"), key("b"));
      ask("completion", problem as ApiProblem, { with: "a" });
      assert.deepEqual([failure(), aside()], [undefined, [["a", problem.kind]]]);
      ask("completion", "answered", { with: "b" });
      assert.deepEqual(aside(), [["a", problem.kind]]);
      health.tried("a", problem as ApiProblem);
      assert.deepEqual(aside(), [["a", problem.kind]]);
      health.tried("a", undefined);
      assert.deepEqual(aside(), []);
    }
  });
});
