import assert from "node:assert/strict";
import { settled } from "../../completion/liveModel";
import { gateWith, second, through, ticket } from "./gateWith";

describe("what asks by itself", () => {
  const refused = { kind: "serverError", server: "own", status: 500 } as const;

  it("asks a server that fails ever more seldom, and not at each key", async () => {
    for (const problem of [
      refused,
      { kind: "refusedKey", server: "own" } as const,
      { kind: "notFound", server: "own", isFim: true } as const,
    ]) {
      const { ask, inside, clock } = gateWith();
      for (let key = 0; key < 200; key++) {
        const before = inside.length;
        const typed = new AbortController();
        void ask("key", ticket(), typed.signal);
        await settled();
        if (inside.length > before) inside.at(-1)?.pass.done({ problem });
        await clock.advance(100);
        if (inside.length > before) inside.at(-1)?.pass.done({ problem });
        typed.abort();
      }
      assert.ok(inside.length >= 4 && inside.length <= 7, `${problem.kind}: ${inside.length} in 20 s`);
    }
  });

  it("waits no longer than a minute, but as long as a server says, and goes on with its first answer", async () => {
    const { ask, names, clock } = gateWith();
    for (let failure = 0; failure < 12; failure++) {
      const entering = ask("again");
      await clock.advance(60_000);
      (await through(entering)).done({ problem: refused });
    }
    const said = ask("said");
    await clock.advance(60_000);
    (await through(said)).done({ problem: { ...refused, retryAfterMs: 90_000 } });
    const late = ask("late");
    await clock.advance(89_000);
    assert.equal((await names()).includes("late"), false);
    await clock.advance(1_000);
    (await through(late)).done({ firstTokenMs: 1 });
    (await through(ask("at once"))).done({ firstTokenMs: 1 });
  });

  it("keeps nothing else waiting: a chat, another model, another key, or when the key has been tried and is good", async () => {
    const { ask, gate } = gateWith();
    const fails = async () => {
      (await through(ask("a"))).done({ problem: refused });
      const waiting = new AbortController();
      const entering = ask("b", ticket(), waiting.signal);
      await settled();
      assert.equal(gate.waiting, undefined, "of a failure the failure is told");
      waiting.abort();
      assert.equal(await entering, undefined);
    };
    await fails();
    (await through(ask("chat", ticket("chat")))).done({});
    (await through(ask("model", { ...ticket(), model: "another" }))).done({});
    (await through(ask("key", ticket("completion", [second])))).done({});
    (await through(ask("list", ticket("control")))).done({ firstTokenMs: 1 });
    await fails();
  });
});
