import assert from "node:assert/strict";
import type { ApiProblem } from "../../../../src/mistral/errors";
import type { Ticket } from "../../../../src/mistral/gate/gate";
import { settled } from "../../completion/liveModel";
import { connection, gateWith, through, ticket } from "./gateWith";

const near = connection("near", "http://near");
const far = connection("far", "http://far");
const both: Ticket = ticket("completion", [near, far]);
const server = "near";

/** How a server may be down. */
const faults: Readonly<Record<string, ApiProblem>> = {
  "refuses connections": { kind: "offline", server, code: "ECONNREFUSED" },
  hangs: { kind: "timeout", server, seconds: 10 },
  "answers 403": { kind: "forbidden", server, detail: "" },
  "answers 500": { kind: "serverError", server, status: 500 },
  "answers with a page": { kind: "malformed", server },
  redirects: { kind: "redirected", server },
  "has a certificate that nobody trusts": { kind: "tls", server, code: "SELF_SIGNED" },
};

/** A gate with two keys at two servers; the near one is down as long as there is a problem. */
function world(problem: ApiProblem | undefined) {
  const state = { problem, probes: [] as string[] };
  const all = gateWith({}, async ({ keyName }) => {
    state.probes.push(keyName);
    return state.problem;
  });
  /** Which key was asked, and what came of it. */
  const send = async (asked = both): Promise<readonly [string, ApiProblem["kind"] | undefined]> => {
    const pass = await through(all.ask("", asked));
    const failure = pass.connection === near ? state.problem : undefined;
    pass.done(failure ? { problem: failure } : { firstTokenMs: 5 });
    return [pass.connection.keyName, failure?.kind];
  };
  return { ...all, state, send };
}

describe("a key whose server is down", () => {
  for (const [name, problem] of Object.entries(faults)) {
    it(`is left to the other one when it ${name}, and is tried again behind the scenes`, async () => {
      const { send, clock, state, gate } = world(problem);
      assert.deepEqual(await send(), ["near", problem.kind]);
      for (let each = 0; each < 200; each++) {
        assert.deepEqual(await send(), ["far", undefined], "Another ask is lost.");
        await clock.advance(2_000);
      }
      assert.ok(state.probes.length >= 6 && state.probes.length <= 20, `${state.probes.length} probes in 400 s`);
      assert.ok(state.probes.every((key) => key === "near"));
      state.problem = undefined;
      await clock.advance(10 * 60_000);
      assert.deepEqual(await send(), ["far", undefined], "It is not known to be well yet.");
      await settled();
      assert.deepEqual(gate.asideAmong([near, far], "m"), []);
      assert.deepEqual(await send(), ["near", undefined]);
    });
  }

  it("is asked all the same where it is the only one, and nobody looks after it", async () => {
    const { send, state, clock } = world({ kind: "serverError", server, status: 500 });
    const alone = ticket("completion", [near]);
    for (let each = 0; each < 5; each++) {
      assert.deepEqual(await send(alone), ["near", "serverError"]);
      await clock.advance(60_000);
    }
    assert.deepEqual(state.probes, []);
  });

  it("takes the other keys of this server with it", async () => {
    const { send } = world({ kind: "offline", server, code: "ECONNREFUSED" });
    await send();
    const beside = connection("beside", "http://near");
    assert.equal((await send(ticket("completion", [near, beside, far])))[0], "far");
  });

  it("is left alone for longer when it answers a look, but no request", async () => {
    const { ask, clock, state } = world({ kind: "serverError", server, status: 500 });
    state.problem = undefined;
    let lost = 0;
    for (let each = 0; each < 600; each++) {
      const pass = await through(ask("", both));
      const isNear = pass.connection === near;
      lost += isNear ? 1 : 0;
      pass.done(isNear ? { problem: { kind: "serverError", server, status: 500 } } : { firstTokenMs: 5 });
      await clock.advance(2_000);
    }
    assert.ok(lost >= 3 && lost <= 7, `${lost} in twenty minutes`);
  });

  it("is found out when ghost text is given up again and again before it speaks", async () => {
    const { ask, state, clock } = world({ kind: "timeout", server, seconds: 10 });
    const bound = { ...both, affinity: "document" };
    const used: string[] = [];
    for (let each = 0; each < 12; each++) {
      const pass = await through(ask("", bound));
      used.push(pass.connection.keyName);
      await clock.advance(600);
      if (pass.connection === far) pass.heard(new Headers());
      pass.done({});
    }
    assert.deepEqual(
      used.slice(0, 5),
      Array.from({ length: 5 }, () => "near"),
    );
    assert.deepEqual([...new Set(used.slice(5))], ["far"]);
    assert.ok(state.probes.length > 0);
  });
});

describe("a conversation or document", () => {
  const chat = { ...ticket("chat", [near, far]), affinity: "conversation" };

  it("stays with the key that was asked first", async () => {
    const { send, clock } = world(undefined);
    await send();
    const [used] = await send(chat);
    for (let each = 0; each < 10; each++) {
      assert.equal((await send(chat))[0], used);
      await send();
      await clock.advance(1);
    }
    const others = new Set<string>();
    for (let each = 0; each < 4; each++) others.add((await send({ ...chat, affinity: `another ${each}` }))[0]);
    assert.equal(others.size, 2, "Others go where there is room.");
  });

  it("waits a moment for its key, but not for long", async () => {
    const { ask, names, clock } = world(undefined);
    const refuse = async (retryAfterMs: number) => {
      const pass = await through(ask("first", chat));
      pass.done({ problem: { kind: "rateLimited", detail: "", retryAfterMs } });
      return pass.connection;
    };
    const used = await refuse(900);
    void ask("soon", chat);
    assert.deepEqual(await names(), ["first"]);
    await clock.advance(900);
    assert.deepEqual(await names(), ["first", "soon"]);
    const other = await through(ask("", { ...ticket("chat", [near, far]), model: "another" }));
    assert.notEqual(other.connection, used);
  });

  it("moves when its key is limited for longer, and stays there", async () => {
    const { ask, clock } = world(undefined);
    const pass = await through(ask("", chat));
    pass.done({ problem: { kind: "rateLimited", detail: "", retryAfterMs: 30_000 } });
    const moved = await through(ask("", chat));
    moved.done({ firstTokenMs: 1 });
    assert.notEqual(moved.connection, pass.connection);
    await clock.advance(60_000);
    assert.equal((await through(ask("", chat))).connection, moved.connection);
  });

  it("moves when its key steps aside", async () => {
    const { send, state } = world(undefined);
    const here = { ...chat, connections: [near] };
    await send(here);
    state.problem = { kind: "serverError", server, status: 500 };
    assert.deepEqual(await send(chat), ["near", "serverError"]);
    assert.deepEqual(await send(chat), ["far", undefined]);
  });
});
