import assert from "node:assert/strict";
import { timed } from "../../../src/completion/timed";
import type { FimEvent } from "../../../src/mistral/fim";
import { NO_USAGE } from "../../../src/mistral/usage";
import { StandingClock } from "./standingClock";

const text: FimEvent = { kind: "text", text: "a" };
const end: FimEvent = { kind: "end", reason: "stop", usage: NO_USAGE };

async function passed(pauses: readonly (readonly [number, FimEvent])[]) {
  const clock = new StandingClock();
  const log: string[] = [];
  async function* stream(): AsyncGenerator<FimEvent, void> {
    for (const [pause, event] of pauses) {
      await clock.advance(pause);
      yield event;
    }
  }
  const speed = {
    began: (milliseconds: number) => log.push(`began ${milliseconds}`),
  };
  const events: FimEvent[] = [];
  for await (const event of timed(stream(), clock, speed)) events.push(event);
  assert.deepEqual(
    events,
    pauses.map(([, event]) => event),
  );
  return log;
}

describe("a stream that is timed", () => {
  it("tells the time to its first text, once", async () => {
    const log = await passed([
      [300, text],
      [10, text],
      [20, text],
      [500, end],
    ]);
    assert.deepEqual(log, ["began 300"]);
  });

  it("tells nothing of what never came", async () => {
    assert.deepEqual(await passed([[300, end]]), []);
    assert.deepEqual(await passed([[300, text]]), ["began 300"]);
  });
});
