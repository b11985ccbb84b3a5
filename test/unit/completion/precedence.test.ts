import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { Precedence } from "../../../src/completion/precedence";
import { engineFor } from "./engineFor";
import { settled } from "./liveModel";

/** Waits until the test says that the time is over. */
class Waits {
  asked: number[] = [];
  over = () => {};

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.asked.push(milliseconds);
    return new Promise((resolve) => {
      this.over = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }
}

describe("the precedence of answers", () => {
  let waits: Waits;
  let precedence: Precedence;
  let log: string[];

  const putOff = async () => {
    await precedence.calmed();
    log.push("put off");
  };
  const answer = () => {
    let come = () => {};
    const coming = new Promise<void>((resolve) => {
      come = resolve;
    });
    void precedence.give(coming).then(() => log.push("answer"));
    return come;
  };

  beforeEach(() => {
    waits = new Waits();
    precedence = new Precedence(waits);
    log = [];
  });

  it("keeps nothing waiting while no answer is awaited", async () => {
    await putOff();
    answer()();
    await setImmediate();
    await putOff();
    assert.deepEqual(log, ["put off", "answer", "put off"]);
    assert.deepEqual(waits.asked, []);
  });

  it("has what is put off wait for all answers that are awaited", async () => {
    const [first, second] = [answer(), answer()];
    const work = putOff();
    first();
    await setImmediate();
    assert.deepEqual(log, ["answer"]);
    second();
    await work;
    assert.equal(log.includes("put off"), true);
  });

  it("lets it go on after a second all the same", async () => {
    answer();
    const work = putOff();
    await setImmediate();
    assert.deepEqual([log, waits.asked], [[], [1_000]]);
    waits.over();
    await work;
    assert.deepEqual(log, ["put off"]);
  });
});

describe("the completion engine's precedence", () => {
  const watched = () => {
    const heard = { given: 0, ended: 0 };
    const give = async (answer: Promise<unknown>) => {
      heard.given++;
      await answer;
      heard.ended++;
    };
    return { heard, ...engineFor(0.3, { precedence: { give } }) };
  };

  it("is for what is asked for, from the key to the suggestion", async () => {
    const { heard, model, typed } = watched();
    typed("const a = █");
    await settled();
    assert.deepEqual(heard, { given: 1, ended: 0 });
    await model.last.say("1;\nconst b");
    assert.deepEqual(heard, { given: 1, ended: 1 });
  });

  it("ends with a request that comes to nothing", async () => {
    const { heard, model, typed } = watched();
    typed("const a = █");
    await settled();
    await model.last.fail({ kind: "tooLong" });
    assert.deepEqual(heard, { given: 1, ended: 1 });
  });
});
