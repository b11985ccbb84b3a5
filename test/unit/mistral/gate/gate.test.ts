import assert from "node:assert/strict";
import type { Connection } from "../../../../src/mistral/connection";
import type { Ticket } from "../../../../src/mistral/gate/gate";
import { settled } from "../../completion/liveModel";
import { never } from "../support/asks";
import { first, gateWith, limits, second, through, ticket } from "./gateWith";

describe("the gate", () => {
  it("lets four in at once, and the next when one is over", async () => {
    const { ask, names, inside } = gateWith();
    for (const name of ["a", "b", "c", "d", "e", "f"]) void ask(name);
    assert.deepEqual(await names(), ["a", "b", "c", "d"]);
    inside[1]?.pass.done({});
    inside[1]?.pass.done({});
    assert.deepEqual(await names(), ["a", "b", "c", "d", "e"], "done counts once");
  });

  it("heeds a setting that has changed", async () => {
    let atOnce = 1;
    const { ask, names, inside } = gateWith({ atOnce: () => atOnce });
    void ask("a");
    void ask("b");
    assert.deepEqual(await names(), ["a"]);
    atOnce = 3;
    void ask("c");
    assert.deepEqual(await names(), ["a", "b", "c"]);
    atOnce = 1;
    void ask("d");
    inside[0]?.pass.done({});
    assert.deepEqual(await names(), ["a", "b", "c"]);
  });

  it("lets the most urgent in first, whoever came first", async () => {
    const { ask, names, inside } = gateWith({ atOnce: () => 1 });
    const end = async () => {
      await settled();
      inside.at(-1)?.pass.done({});
    };
    void ask("running");
    await settled();
    for (const purpose of ["background", "refactoring", "chat", "completion"] as const)
      void ask(purpose, ticket(purpose));
    for (let each = 0; each < 4; each++) await end();
    assert.deepEqual(await names(), ["running", "completion", "chat", "refactoring", "background"]);
  });

  it("keeps a slot for completions, and half of them from background work", async () => {
    const { ask, names } = gateWith();
    for (const name of ["b1", "b2", "b3"]) void ask(name, ticket("background"));
    assert.deepEqual(await names(), ["b1", "b2"]);
    void ask("c1", ticket("chat"));
    void ask("c2", ticket("chat"));
    assert.deepEqual(await names(), ["b1", "b2", "c1"]);
    void ask("ghost", ticket("completion"));
    assert.deepEqual(await names(), ["b1", "b2", "c1", "ghost"]);
  });

  it("forgets at once who leaves the queue", async () => {
    const { ask, names, inside, gate } = gateWith({ atOnce: () => 1 });
    void ask("running");
    const leaving = new AbortController();
    const gone = ask("gone", ticket(), leaving.signal);
    void ask("staying");
    leaving.abort();
    assert.equal(await gone, undefined);
    inside[0]?.pass.done({});
    assert.deepEqual(await names(), ["running", "staying"]);
    assert.equal(gate.waiting, undefined);
    assert.equal(await gate.enter(ticket(), AbortSignal.abort()), undefined);
  });

  it("sends nothing before a limit that the server named allows it", async () => {
    const { ask, names, clock, gate } = gateWith();
    const pass = await through(ask("a"));
    pass.heard(limits(2, 1));
    pass.done({ firstTokenMs: 1 });
    await clock.advance(10_000);
    (await through(ask("b"))).heard(limits(2, 0));
    void ask("c");
    await clock.advance(49_999);
    assert.deepEqual(await names(), ["a", "b"]);
    assert.equal(gate.waitMs(ticket()), 1);
    await clock.advance(1);
    assert.deepEqual(await names(), ["a", "b", "c"]);
  });

  it("leaves the last of the allowance to completions", async () => {
    const { ask, names } = gateWith();
    const pass = await through(ask("a"));
    pass.heard(limits(20, 1));
    pass.done({ firstTokenMs: 1 });
    void ask("chat", ticket("chat"));
    void ask("ghost");
    assert.deepEqual(await names(), ["a", "ghost"]);
  });

  it("leaves as much to people, from background work, as they have used in the last minute", async () => {
    const { ask, names, clock } = gateWith();
    for (let each = 0; each < 6; each++) {
      const pass = await through(ask("person"));
      pass.heard(limits(20, 19 - each));
      pass.done({ firstTokenMs: 1 });
    }
    await clock.advance(30_000);
    for (let each = 0; each < 8; each++) (await through(ask("early", ticket("background")))).done({ firstTokenMs: 1 });
    void ask("late", ticket("background"));
    assert.ok(!(await names()).includes("late"), "6 were used, and 6 of 20 are left");
    await clock.advance(30_000);
    assert.ok((await names()).includes("late"));
    for (let each = 0; each < 9; each++) (await through(ask("idle", ticket("background")))).done({ firstTokenMs: 1 });
    void ask("last", ticket("background"));
    assert.ok(!(await names()).includes("last"), "a tenth is left even when nobody is there");
  });

  it("holds back by tokens as well", async () => {
    const { ask, names, clock } = gateWith();
    const pass = await through(ask("a"));
    pass.heard(
      new Headers({
        "x-ratelimit-limit-tokens-minute": "100",
        "x-ratelimit-remaining-tokens-minute": "20",
        "x-ratelimit-tokens-query-cost": "80",
      }),
    );
    pass.done({ firstTokenMs: 1 });
    void ask("large", { ...ticket(), tokens: 30 });
    void ask("small", { ...ticket(), tokens: 5 });
    assert.deepEqual(await names(), ["a"], "a small one does not overtake for ever");
    await clock.advance(60_000);
    assert.deepEqual(await names(), ["a", "large", "small"]);
  });

  it("steps aside for as long as the server said, tries one, and then goes on", async () => {
    const { ask, names, clock, inside } = gateWith();
    const pass = await through(ask("a"));
    pass.done({ problem: { kind: "rateLimited", retryAfterMs: 7_000, detail: "" } });
    for (const name of ["b", "c", "d"]) void ask(name);
    await clock.advance(6_999);
    assert.deepEqual(await names(), ["a"]);
    await clock.advance(1);
    assert.deepEqual(await names(), ["a", "b"], "one finds out whether it is over");
    inside[1]?.pass.done({ firstTokenMs: 5 });
    assert.deepEqual(await names(), ["a", "b", "c", "d"]);
  });

  it("waits longer each time where the server does not say how long", async () => {
    const { ask, clock, gate } = gateWith();
    const waits: number[] = [];
    for (let each = 0; each < 9; each++) {
      const pass = await through(ask("a"));
      pass.done({ problem: { kind: "rateLimited", detail: "" } });
      waits.push(gate.waitMs(ticket()));
      await clock.advance(60_000);
    }
    for (const [at, wait] of waits.entries()) {
      const whole = Math.min(60_000, 1_000 * 2 ** at);
      assert.ok(wait >= whole / 2 && wait <= whole, `${at}: ${wait}`);
    }
  });

  it("does not close the key when one model is out of capacity", async () => {
    const { ask, names } = gateWith();
    const pass = await through(ask("a", ticket("chat")));
    pass.done({ problem: { kind: "rateLimited", retryAfterMs: 5_000, isModelBusy: true, detail: "" } });
    void ask("same model");
    void ask("other model", { ...ticket(), model: "n" });
    assert.deepEqual(await names(), ["a", "other model"]);
  });

  it("tells how long a limit takes, and nothing while only a slot is wanted", async () => {
    const { ask, clock, gate } = gateWith({ atOnce: () => 1 });
    let changes = 0;
    const listening = gate.onDidChange(() => changes++);
    const told: number[] = [];
    (await through(ask("first"))).done({ firstTokenMs: 1 });
    assert.equal(changes, 0, "nobody waited");
    const pass = await through(ask("a"));
    void ask("b", ticket("chat"), never(), (until) => told.push(until - Date.now()));
    await settled();
    assert.deepEqual([gate.waiting, told], [undefined, []]);
    const before = changes;
    pass.done({ problem: { kind: "rateLimited", retryAfterMs: 30_000, detail: "" } });
    assert.equal(told.length, 1);
    assert.ok(Math.abs((told[0] ?? 0) - 30_000) < 100, String(told[0]));
    assert.equal(gate.waiting?.purpose, "chat");
    assert.ok(changes > before);
    await clock.advance(30_000);
    assert.equal(gate.waiting, undefined);
    listening.dispose();
    const after = changes;
    void ask("c");
    assert.equal(changes, after);
  });

  it("keeps to the pause before a second attempt", async () => {
    const { ask, names, clock } = gateWith();
    void ask("again", { ...ticket("chat"), notBeforeMs: 2_000 });
    void ask("other", ticket("chat"));
    await clock.advance(1_999);
    assert.deepEqual(await names(), ["other"]);
    await clock.advance(1);
    assert.deepEqual(await names(), ["other", "again"]);
  });

  it("sends nothing in the background while that is paused, and looks again", async () => {
    let isPaused = true;
    const { ask, names, clock, gate } = gateWith({ isPaused: (purpose) => isPaused && purpose === "background" });
    void ask("background", ticket("background"));
    void ask("chat", ticket("chat"));
    assert.deepEqual(await names(), ["chat"]);
    assert.equal(gate.waiting, undefined);
    isPaused = false;
    await clock.advance(5_000);
    assert.deepEqual(await names(), ["chat", "background"]);
  });
});

describe("several keys", () => {
  const both = ticket("completion", [first, second]);

  it("share the load", async () => {
    const { ask, inside, clock } = gateWith();
    for (let each = 0; each < 4; each++) {
      (await through(ask("one", both))).done({ firstTokenMs: 1 });
      await clock.advance(1);
    }
    for (let each = 0; each < 8; each++) void ask("many", both);
    await settled();
    const of = (key: Connection) => inside.filter(({ pass }) => pass.connection === key).length;
    assert.deepEqual([of(first), of(second)], [6, 6]);
  });

  it("stand in for one that is limited, and it comes back", async () => {
    const { ask, clock } = gateWith();
    const limited = await through(ask("a", both));
    assert.equal(limited.connection, first);
    limited.done({ problem: { kind: "rateLimited", retryAfterMs: 10_000, detail: "" } });
    for (let each = 0; each < 3; each++) {
      const pass = await through(ask("b", both));
      assert.equal(pass.connection, second);
      pass.done({ firstTokenMs: 1 });
    }
    await clock.advance(10_000);
    assert.equal((await through(ask("c", both))).connection, first);
  });

  for (const problem of [
    { kind: "refusedKey", server: "own" },
    { kind: "unusableModel", model: "m", detail: "" },
    { kind: "notFound", server: "own" },
  ] as const) {
    it(`go on without one for which the server says “${problem.kind}”`, async () => {
      const { ask, gate, clock } = gateWith();
      (await through(ask("a", both))).done({ problem });
      assert.deepEqual(gate.asideAmong([first, second], "m"), ["first"]);
      for (let each = 0; each < 3; each++) {
        const pass = await through(ask("b", both));
        assert.equal(pass.connection, second);
        pass.done({ firstTokenMs: 1 });
      }
      assert.equal(
        (await through(ask("alone", ticket("chat")))).connection,
        first,
        "where there is no other the person hears of it",
      );
      await clock.advance(10 * 60_000);
      await through(ask("c", both));
      await settled();
      assert.deepEqual(gate.asideAmong([first, second], "m"), []);
    });
  }

  it("are asked without waiting, or not at all, for a hedge", async () => {
    const { gate } = gateWith({ atOnce: () => 1 });
    assert.equal(gate.tryEnter({ ...both, except: first })?.connection, second);
    assert.equal(gate.tryEnter({ ...both, except: first }), undefined);
    assert.equal(gate.tryEnter({ ...ticket(), except: first }), undefined);
  });
});

describe("hedging", () => {
  async function after(count: number, hedges: boolean): Promise<number | undefined> {
    const { ask, gate } = gateWith({ hedges: () => hedges });
    for (let each = 1; each <= count; each++) (await through(ask("a"))).done({ firstTokenMs: each });
    return gate.hedgeAfterMs(first, "m");
  }

  it("begins when the first is slower than it is 95 times of 100", async () => {
    assert.equal(await after(100, true), 96);
  });

  it("knows too little at first, and is off unless it is wanted", async () => {
    assert.equal(await after(19, true), undefined);
    assert.equal(await after(100, false), undefined);
  });
});

describe("what asks no model", () => {
  const control: Ticket = { ...ticket("control"), model: "", tokens: 0 };

  it("goes at once, whatever limit is reached and however much is under way", async () => {
    const { ask, names, inside } = gateWith({ atOnce: () => 1 });
    const pass = await through(ask("a", ticket("chat")));
    pass.heard(limits(25, 0));
    void ask("b", ticket("chat"));
    void ask("list", control);
    assert.deepEqual(await names(), ["a", "list"]);
    pass.done({ problem: { kind: "rateLimited", detail: "", retryAfterMs: 60_000 } });
    void ask("another list", control);
    assert.deepEqual(await names(), ["a", "list", "another list"]);
    inside[1]?.pass.heard(limits(1, 0));
    inside[1]?.pass.done({ problem: { kind: "rateLimited", detail: "", retryAfterMs: 600_000 } });
  });

  it("takes nothing of a model's limit, and its own limit is not the model's", async () => {
    const { ask, names } = gateWith();
    const list = await through(ask("list", control));
    list.heard(limits(1, 0));
    list.done({ problem: { kind: "rateLimited", detail: "", retryAfterMs: 600_000 } });
    void ask("a", ticket("chat"));
    assert.deepEqual(await names(), ["list", "a"]);
  });

  it("shows that a key is taken again, or is not", async () => {
    const { ask, gate } = gateWith();
    (await through(ask("a"))).done({ problem: { kind: "refusedKey", server: "own" } });
    assert.deepEqual(gate.asideAmong([first], "m"), ["first"]);
    const list = await through(ask("list", control));
    list.heard(new Headers());
    list.done({});
    assert.deepEqual(gate.asideAmong([first], "m"), []);
    (await through(ask("list", control))).done({ problem: { kind: "refusedKey", server: "own" } });
    assert.deepEqual(gate.asideAmong([first], "m"), ["first"]);
  });
});
