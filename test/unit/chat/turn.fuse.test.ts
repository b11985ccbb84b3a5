import assert from "node:assert/strict";
import { toolCall } from "../../mistral/brain";
import { runTurn } from "../../../src/chat/turn";
import { serverName } from "../../../src/mistral/server";
import type { Usage } from "../../../src/mistral/usage";
import { collect, never } from "../mistral/support/asks";
import { mistralForEachTest } from "../mistral/support/fixture";
import { broken, echo, noWorkspace, unwatched } from "./support/tools";

const end = (reason: string) => ({ kind: "end", reason });

describe("a turn with a fuse", () => {
  const fixture = mistralForEachTest();
  const turn = (watching: Partial<typeof unwatched> = {}) =>
    runTurn(
      {
        ...{ client: fixture().client, model: "mistral-medium-latest", messages: [{ role: "user", content: "q" }] },
        ...{ tools: [echo, broken], context: { workspace: noWorkspace } },
        ...unwatched,
        ...watching,
      },
      never(),
    );

  it("whose calls all fail stops after five steps, and asks whether it goes on", async () => {
    const { brain, server } = fixture();
    brain.onChat(() => true, [toolCall("broken", {}), toolCall("nothing", {})]);
    const events = await collect(turn());
    assert.equal(server.requests.length, 5);
    assert.deepEqual(events.slice(-2), [
      {
        kind: "problem",
        problem: {
          sentence:
            "Every call of the last 5 steps has failed, so the answer was stopped; look at what the calls say before it goes on.",
          action: "continue",
        },
      },
      end("problem"),
    ]);
  });

  it("that makes the same call again and again stops", async () => {
    const { brain, server } = fixture();
    brain.onChat(() => true, [toolCall("echo", { text: "again" })]);
    const events = await collect(turn());
    assert.equal(server.requests.length, 6);
    assert.match(JSON.stringify(events.at(-2)), /nothing new/);
  });

  it("that has cost what it may is stopped before the next request", async () => {
    const { brain, server } = fixture();
    let step = 0;
    brain.onChat(
      () => true,
      async function* () {
        yield toolCall("echo", { text: String(step++) });
      },
    );
    const prices: unknown[] = [];
    const costOf = (name: string, usage: Usage) => {
      prices.push([name, usage.prompt > 0]);
      return 0.4;
    };
    const events = await collect(turn({ budget: 1, costOf }));
    assert.equal(server.requests.length, 3);
    assert.deepEqual(
      prices,
      Array.from({ length: 3 }, () => [serverName(server.url), true]),
    );
    const [problem, last] = events.slice(-2);
    assert.ok(problem?.kind === "problem" && problem.problem.action === "continue", JSON.stringify(problem));
    assert.match(problem.problem.sentence, /about \$1\.20/);
    assert.deepEqual(last, end("problem"));
  });

  it("that has cost too much and is done is not stopped", async () => {
    fixture().brain.nextChat("Done.");
    const events = await collect(turn({ budget: 1, costOf: () => 5 }));
    assert.deepEqual(events.at(-1), end("complete"));
  });

  it("that is long and healthy goes on to its end", async () => {
    const { brain, server } = fixture();
    for (let step = 0; step < 40; step++) brain.nextChat([toolCall("echo", { text: String(step) })]);
    brain.nextChat("Done.");
    const events = await collect(turn({ budget: 1, costOf: () => 0.02 }));
    assert.equal(server.requests.length, 41);
    assert.deepEqual(events.at(-1), end("complete"));
  });
});
