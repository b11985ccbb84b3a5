import assert from "node:assert/strict";
import { settled } from "../../../../src/edits/proof/settled";
import { StandingClock } from "../../completion/standingClock";

const limits = { quietMs: 100, mostMs: 1_000 };

describe("waiting for a language server", () => {
  const begin = (signal = new AbortController().signal) => {
    const clock = new StandingClock();
    const listeners = new Set<() => void>();
    let answer: boolean | undefined;
    const wait = async () => {
      answer = await settled(
        (heard) => {
          listeners.add(heard);
          return () => listeners.delete(heard);
        },
        clock,
        signal,
        limits,
      );
    };
    const waited = wait();
    return { clock, waited, says: () => listeners.forEach((heard) => heard()), answer: () => answer, listeners };
  };

  it("ends when it has said nothing for a while, counted from what it said last", async () => {
    const { clock, says, answer, listeners } = begin();
    await clock.advance(90);
    says();
    await clock.advance(90);
    assert.equal(answer(), undefined);
    await clock.advance(10);
    assert.deepEqual([answer(), listeners.size], [true, 0]);
  });

  it("ends though it never ends, and says so", async () => {
    const { clock, says, answer } = begin();
    for (let at = 0; at < 19; at++) {
      says();
      await clock.advance(50);
      assert.equal(answer(), undefined);
    }
    says();
    await clock.advance(50);
    assert.equal(answer(), false);
  });

  it("ends when nobody waits any longer", async () => {
    const gone = new AbortController();
    const { waited, answer } = begin(gone.signal);
    gone.abort();
    await waited;
    assert.equal(answer(), false);
  });
});
