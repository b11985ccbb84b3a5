import assert from "node:assert/strict";
import type { Clock } from "../../../../src/mistral/clock";
import { MemberFilter } from "../../../../src/completion/semantic/memberFilter";
import type { Snapshot } from "../../../../src/completion/snapshot";
import { marked } from "../marked";

type Names = ReadonlySet<string> | undefined;

/** A language server that answers when the test says so. */
class Server {
  readonly asked: { readonly snapshot: Snapshot; readonly signal: AbortSignal }[] = [];
  private readonly answers: PromiseWithResolvers<Names>[] = [];

  readonly members = (snapshot: Snapshot, signal: AbortSignal): Promise<Names> => {
    const answer = withResolvers<Names>();
    this.asked.push({ snapshot, signal });
    this.answers.push(answer);
    return answer.promise;
  };

  async answer(at: number, ...names: string[]): Promise<void> {
    this.answers[at]?.resolve(names.length === 0 ? undefined : new Set(names));
    await settled();
  }

  async fail(at: number): Promise<void> {
    this.answers[at]?.reject(new Error("The server is gone."));
    await settled();
  }
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: PromiseWithResolvers<T>["resolve"] = () => {};
  let reject: PromiseWithResolvers<T>["reject"] = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Time that stands still until it is put forward. */
class HandClock implements Clock {
  private time = 0;
  private readonly sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  now = () => this.time;

  wait = (milliseconds: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const sleeper = { until: this.time + milliseconds, wake: resolve };
      this.sleepers.add(sleeper);
      signal.addEventListener("abort", () => {
        this.sleepers.delete(sleeper);
        resolve();
      });
    });

  get waiting(): number {
    return this.sleepers.size;
  }

  async forward(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const sleeper of this.sleepers) {
      if (sleeper.until <= this.time) {
        this.sleepers.delete(sleeper);
        sleeper.wake();
      }
    }
    await settled();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

const says = (text: string) => ({ text, replaces: 0 });
const HERE = marked("names.█");
const KNOWN = says("push(1);");
const UNKNOWN = says("append(1);");

/** Whether the promise has resolved by now. */
async function isOver(promise: Promise<unknown>): Promise<boolean> {
  let over = false;
  const wait = async () => {
    await promise;
    over = true;
  };
  void wait();
  await settled();
  return over;
}

describe("the member filter", () => {
  let server: Server;
  let clock: HandClock;
  let filter: MemberFilter;

  beforeEach(() => {
    server = new Server();
    clock = new HandClock();
    filter = new MemberFilter(server, clock);
  });

  it("drops what does not exist, and nothing else", async () => {
    filter.prepare(HERE);
    await server.answer(0, "push", "pop");
    assert.equal(filter.allows(HERE, KNOWN), true);
    assert.equal(filter.allows(HERE, UNKNOWN), false);
  });

  it("knows the same members while the name is typed, and asks once", async () => {
    filter.prepare(HERE);
    filter.prepare(marked("names.p█"));
    await server.answer(0, "push", "pop");
    filter.prepare(marked("names.pu█"));
    assert.equal(filter.allows(marked("names.pu█"), says("sh()")), true);
    assert.equal(filter.allows(marked("names.pu█"), says("ll()")), false);
    assert.equal(server.asked.length, 1);
    assert.equal(server.asked[0]?.signal.aborted, false);
  });

  it("allows everything as long as nothing is known", async () => {
    assert.equal(filter.allows(HERE, UNKNOWN), true);
    filter.prepare(HERE);
    assert.equal(filter.allows(HERE, UNKNOWN), true);
    await server.answer(0);
    assert.equal(filter.allows(HERE, UNKNOWN), true);
  });

  it("allows everything where no member is named", async () => {
    filter.prepare(marked("names█"));
    filter.prepare(marked("names. █"));
    assert.equal(server.asked.length, 0);
    assert.equal(filter.allows(marked("names█"), UNKNOWN), true);
  });

  it("allows everything when the server fails, and asks it again only later", async () => {
    filter.prepare(HERE);
    await server.fail(0);
    assert.equal(filter.allows(HERE, UNKNOWN), true);
    filter.prepare(HERE);
    assert.equal(server.asked.length, 1);
  });

  it("allows everything when the port throws", async () => {
    const throwing = new MemberFilter(
      {
        members: () => {
          throw new Error("There is no editor.");
        },
      },
      clock,
    );
    throwing.prepare(HERE);
    await throwing.ready(HERE);
    assert.equal(throwing.allows(HERE, UNKNOWN), true);
  });

  it("does not take a list for that of a line that reads the same elsewhere", async () => {
    const elsewhere = marked("class Other {\n  f() {\n    this.█");
    filter.prepare(marked("class One {\n  f() {\n    this.█"));
    await server.answer(0, "push");
    assert.equal(filter.allows(elsewhere, UNKNOWN), true);
    filter.prepare(elsewhere);
    assert.equal(server.asked.length, 2);
    const otherDocument = { ...HERE, document: "file:///other" };
    filter.prepare(HERE);
    await server.answer(2, "push");
    assert.deepEqual([filter.allows(HERE, UNKNOWN), filter.allows(otherDocument, UNKNOWN)], [false, true]);
  });

  it("gives up what it looks up for a place that was left, and does not heed its answer", async () => {
    const next = marked("names.push(others.█");
    filter.prepare(HERE);
    filter.prepare(next);
    assert.deepEqual(
      server.asked.map(({ signal }) => signal.aborted),
      [true, false],
    );
    await server.answer(0, "push");
    await server.answer(1, "pop");
    assert.deepEqual([filter.allows(HERE, UNKNOWN), filter.allows(next, UNKNOWN)], [true, false]);
    filter.prepare(HERE);
    assert.equal(server.asked.length, 3);
  });

  it("gives up what it looks up when the cursor is no longer behind a member access", () => {
    filter.prepare(HERE);
    filter.prepare(marked("names.push(█"));
    assert.equal(server.asked[0]?.signal.aborted, true);
  });

  it("keeps what it knows of places that were left, up to a bound", async () => {
    const place = (at: number) => marked(`names${at}.█`);
    for (let at = 0; at < 17; at++) {
      filter.prepare(place(at));
      await server.answer(at, "push");
    }
    assert.equal(filter.allows(place(1), UNKNOWN), false);
    assert.equal(filter.allows(place(0), UNKNOWN), true);
  });

  it("takes nothing for known that was so a while ago", async () => {
    filter.prepare(HERE);
    await server.answer(0, "push");
    await clock.forward(10_001);
    assert.equal(filter.allows(HERE, UNKNOWN), true);
    filter.prepare(HERE);
    await server.answer(1, "push", "append");
    assert.deepEqual([server.asked.length, filter.allows(HERE, UNKNOWN)], [2, true]);
  });

  it("is ready at once where nothing is being looked up", async () => {
    assert.equal(await isOver(filter.ready(marked("names█"))), true);
    assert.equal(await isOver(filter.ready(HERE)), true);
    filter.prepare(HERE);
    await server.answer(0, "push");
    assert.equal(await isOver(filter.ready(HERE)), true);
  });

  it("is ready when the answer is there, and leaves no timer behind", async () => {
    filter.prepare(HERE);
    const ready = filter.ready(HERE);
    assert.equal(await isOver(ready), false);
    await server.answer(0, "push");
    assert.equal(await isOver(ready), true);
    assert.equal(clock.waiting, 0);
  });

  it("is ready when its budget is spent, which began with the request", async () => {
    filter.prepare(HERE);
    await clock.forward(60);
    const ready = filter.ready(HERE);
    await clock.forward(39);
    assert.equal(await isOver(ready), false);
    await clock.forward(1);
    assert.equal(await isOver(ready), true);
    assert.equal(filter.allows(HERE, UNKNOWN), true);
    assert.equal(await isOver(filter.ready(HERE)), true);
  });

  it("heeds an answer that comes after the budget for what is shown later", async () => {
    filter.prepare(HERE);
    await clock.forward(500);
    assert.equal(filter.allows(HERE, UNKNOWN), true);
    await server.answer(0, "push");
    assert.equal(filter.allows(HERE, UNKNOWN), false);
  });
});
