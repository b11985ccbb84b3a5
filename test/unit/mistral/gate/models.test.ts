import assert from "node:assert/strict";
import type { Connection } from "../../../../src/mistral/connection";
import type { Ticket } from "../../../../src/mistral/gate/gate";
import { connection, first, gateWith, limits, second, through, ticket } from "./gateWith";

const TOO_MANY = { kind: "rateLimited", detail: "", retryAfterMs: 30_000 } as const;
/** In the lane that leaves nothing of its model's allowance to others. */
const chat: Ticket = { ...ticket("completion"), model: "medium" };
const ghost: Ticket = { ...ticket("completion"), model: "codestral" };
const on = (one: Ticket, ...connections: Connection[]): Ticket => ({ ...one, connections });

/** A gate, and a server that says what it has left; `take` is one request that is answered. */
function counting() {
  const world = gateWith();
  const take = async (asked: Ticket, limit: number, remaining: number) => {
    const pass = await through(world.ask("", asked));
    pass.heard(limits(limit, remaining));
    await world.clock.advance(100);
    pass.done({ firstTokenMs: 100 });
  };
  const refuse = async (asked: Ticket, headers = new Headers()) => {
    const pass = await through(world.ask("", asked));
    pass.heard(headers);
    pass.done({ problem: TOO_MANY });
  };
  const wait = (asked: Ticket) => world.gate.waitMs(asked);
  return { ...world, take, refuse, wait };
}

describe("limits of each model", () => {
  it("leave ghost text alone when the chat is at its own", async () => {
    const { take, wait, refuse } = counting();
    await take(ghost, 125, 124);
    for (let turn = 1; turn <= 25; turn++) await take(chat, 25, 25 - turn);
    assert.ok(wait(chat) > 50_000);
    assert.equal(wait(ghost), 0);
    await take(ghost, 125, 123);
    const other = counting();
    await other.refuse(chat);
    assert.deepEqual([other.wait(chat), other.wait(ghost)], [30_000, 0]);
    await refuse({ ...chat, model: "large" });
    assert.equal(wait(ghost), 0);
  });

  it("let one request at a time show that it is over, and others of another model go meanwhile", async () => {
    const { refuse, ask, names, clock } = counting();
    await refuse(chat);
    await clock.advance(30_000);
    for (const name of ["chat 1", "chat 2"]) void ask(name, chat);
    for (const name of ["ghost 1", "ghost 2"]) void ask(name, ghost);
    assert.deepEqual((await names()).filter(Boolean).sort(), ["chat 1", "ghost 1", "ghost 2"]);
  });

  it("are one where a server counts by the key, which the first answer shows", async () => {
    const { take, wait } = counting();
    for (let turn = 1; turn <= 30; turn++) await take(chat, 60, 60 - turn);
    await take(ghost, 60, 29);
    for (let turn = 1; turn <= 29; turn++) await take(ghost, 60, 29 - turn);
    assert.ok(wait(ghost) > 50_000 && wait(chat) > 50_000, `${wait(ghost)} ${wait(chat)}`);
  });

  it("are one where one that was hardly used is refused while another is, and no count is told", async () => {
    const { take, refuse, wait, clock, ask } = counting();
    for (let turn = 0; turn < 12; turn++) (await through(ask("", chat))).done({ firstTokenMs: 1 });
    await refuse(chat);
    assert.equal(wait(ghost), 0);
    await refuse(ghost);
    await clock.advance(60_000);
    (await through(ask("", ghost))).done({ problem: TOO_MANY });
    assert.deepEqual([wait(ghost), wait(chat)], [30_000, 30_000], "Either is held up by what the other met.");
    await clock.advance(11 * 60_000);
    await take(ghost, 125, 124);
    (await through(ask("", ghost))).done({ problem: TOO_MANY });
    assert.deepEqual([wait(ghost), wait(chat)], [30_000, 0], "It has not been confirmed for long.");
  });

  it("stay apart where both merely came near their ends", async () => {
    const { refuse, wait, ask } = counting();
    for (let turn = 0; turn < 12; turn++) {
      (await through(ask("", chat))).done({ firstTokenMs: 1 });
      (await through(ask("", ghost))).done({ firstTokenMs: 1 });
    }
    await refuse(ghost);
    await refuse(chat);
    assert.ok(wait({ ...ghost, model: "third" }) === 0);
  });
});

describe("limits of several keys", () => {
  const third = connection("third", "http://other");
  const a = on(chat, first);
  const b = on(chat, second);

  it("are one where the second key's first answer goes on with the first key's count", async () => {
    const { take, wait } = counting();
    for (let turn = 1; turn <= 20; turn++) await take(a, 25, 25 - turn);
    await take(b, 25, 4);
    for (let turn = 1; turn <= 4; turn++) await take(a, 25, 4 - turn);
    assert.ok(wait(b) > 50_000, "The second key has no budget of its own.");
    const both = on(ghost, first, second);
    await take(on(ghost, first), 125, 100);
    assert.equal(wait(both), 0);
    await take(on(ghost, second), 125, 0);
    assert.ok(wait(on(ghost, first)) > 50_000, "What is one organisation's is so for all models.");
  });

  it("are their own where each counts for itself", async () => {
    const { take, wait } = counting();
    for (let turn = 1; turn <= 24; turn++) {
      await take(a, 25, 25 - turn);
      await take(b, 25, 25 - turn);
    }
    await take(a, 25, 0);
    assert.ok(wait(a) > 50_000);
    assert.equal(wait(b), 0);
  });

  it("are one where a fresh key is refused right after the other, and no count is told", async () => {
    const { refuse, wait, clock, ask } = counting();
    for (let turn = 0; turn < 12; turn++) (await through(ask("", a))).done({ firstTokenMs: 1 });
    await refuse(a);
    await refuse(b);
    await clock.advance(60_000);
    await refuse(b);
    assert.deepEqual([wait(a), wait(b)], [30_000, 30_000]);
  });

  it("of two servers are never one", async () => {
    const { take, wait } = counting();
    for (let turn = 1; turn <= 20; turn++) await take(a, 25, 25 - turn);
    await take(on(chat, third), 25, 4);
    for (let turn = 1; turn <= 5; turn++) await take(a, 25, 5 - turn);
    assert.equal(wait(on(chat, third)), 0);
  });

  it("part again when their counts do", async () => {
    const { take, wait, clock } = counting();
    for (let turn = 1; turn <= 20; turn++) await take(a, 25, 25 - turn);
    await take(b, 25, 4);
    const inTurns = async (turns: number) => {
      await clock.advance(60_000);
      for (let turn = 1; turn <= turns; turn++) {
        await take(a, 25, 25 - turn);
        await take(b, 25, 25 - turn);
      }
    };
    await inTurns(6);
    await inTurns(24);
    await take(a, 25, 0);
    assert.ok(wait(a) > 30_000);
    assert.equal(wait(b), 0);
  });
});

describe("a limit by the second, which no header tells of", () => {
  const soon = { kind: "rateLimited", detail: "", retryAfterMs: 1_000 } as const;

  /** A server that takes one request a second with each key, over all models, and answers after so many milliseconds. */
  function oneASecond(answersAfter: number) {
    const world = gateWith();
    let last = Number.NEGATIVE_INFINITY;
    let refused = 0;
    const send = async (asked: Ticket) => {
      const pass = await through(world.ask("", asked));
      const isTooMany = world.clock.now() < last + 1_000;
      refused += isTooMany ? 1 : 0;
      last = isTooMany ? last : world.clock.now();
      await world.clock.advance(answersAfter);
      pass.heard(limits(60, 50));
      pass.done(isTooMany ? { problem: soon } : { firstTokenMs: answersAfter });
    };
    return { ...world, send, refused: () => refused };
  }

  it("is learnt from the first refusal, and kept to from then on", async () => {
    const { send, refused, clock, gate } = oneASecond(50);
    for (let each = 0; each < 30; each++) {
      const asked = each % 3 === 0 ? chat : ghost;
      await clock.advance(gate.waitMs(asked));
      await send(asked);
    }
    assert.equal(refused(), 1);
  });

  it("is not what a lone request is refused for, nor one that has to wait for longer", async () => {
    const { ask, gate, clock } = gateWith();
    (await through(ask("", ghost))).done({ problem: soon });
    await clock.advance(1_000);
    (await through(ask("", ghost))).done({ firstTokenMs: 1 });
    assert.equal(gate.waitMs(ghost), 0);
    (await through(ask("", ghost))).done({ problem: TOO_MANY });
    await clock.advance(30_000);
    (await through(ask("", ghost))).done({ firstTokenMs: 1 });
    assert.equal(gate.waitMs(ghost), 0);
  });

  it("is tried again after a minute, and later each time that it still holds", async () => {
    const { send, refused, clock, gate } = oneASecond(50);
    const until = clock.now() + 20 * 60_000;
    while (clock.now() < until) {
      await clock.advance(gate.waitMs(ghost));
      await send(ghost);
    }
    assert.ok(refused() <= 6, `${refused()} in twenty minutes`);
  });
});
