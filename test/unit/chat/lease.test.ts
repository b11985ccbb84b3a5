import assert from "node:assert/strict";
import { mock } from "node:test";
import { openDatabase } from "../../../src/chat/database";
import { History } from "../../../src/chat/history";
import { Lease, untilFree } from "../../../src/chat/lease";
import { databasePathForEachTest } from "./support/temp";

describe("the lease of a conversation", () => {
  const path = databasePathForEachTest();
  const histories: History[] = [];
  let now = 1_000_000;
  const running = new Set<number>();
  const openWindow = async (pid: number, session = "a", workspace = "here") => {
    const history = new History(await openDatabase(path(), assert.fail), workspace);
    histories.push(history);
    running.add(pid);
    const port = { owner: { pid, session }, now: () => now, isRunning: (other: number) => running.has(other) };
    return { history, lease: new Lease(history, port) };
  };
  const claim = ({ lease }: { lease: Lease }) => {
    const { free } = lease;
    return free !== undefined && lease.take(free) ? free : undefined;
  };
  const leases: Lease[] = [];
  const window = async (...args: Parameters<typeof openWindow>) => {
    const opened = await openWindow(...args);
    leases.push(opened.lease);
    return opened;
  };
  afterEach(() => {
    leases.splice(0).forEach((lease) => lease.release());
    histories.splice(0).forEach((history) => history.close());
    running.clear();
  });

  it("is one window's, until that lets it go", async () => {
    const [one, other] = [await window(1), await window(2)];
    const id = one.history.create();
    assert.equal(claim(one), id, "before there were leases, the latest one was what was shown");
    assert.equal(claim(one), id);
    assert.equal(claim(other), undefined);
    assert.ok(other.lease.isElsewhere && !one.lease.isElsewhere);
    assert.equal(other.lease.take(id), true, "whoever asks for one by name is told only whether someone was faster");
    other.lease.release();
    assert.equal(claim(one), id);
  });

  it("of a process that has ended is taken over, and that of an earlier start in the same process", async () => {
    const one = await window(1);
    const id = one.history.create();
    claim(one);
    running.delete(1);
    assert.equal(claim(await window(2)), id);
    assert.equal(claim(await window(2, "b")), id);
  });

  it("that is not renewed expires, as another process may have the number by now; one that is does not", async () => {
    const clock = mock.timers;
    clock.enable({ apis: ["setInterval"] });
    try {
      const [one, other] = [await window(1), await window(2)];
      const id = one.history.create();
      claim(one);
      for (let at = 0; at < 10; at++) {
        now += 20_000;
        clock.tick(20_000);
        assert.equal(other.lease.free, undefined);
      }
      now += 61_000;
      assert.equal(claim(other), id);
    } finally {
      clock.reset();
    }
  });

  it("is of its workspace", async () => {
    const [here, there] = [await window(1), await window(2, "a", "there")];
    here.history.create();
    claim(here);
    assert.deepEqual([there.lease.isElsewhere, claim(there)], [false, undefined]);
  });

  it("is waited for, while the window that had it is about to go, and not for ever", async () => {
    const one = await window(1);
    const id = one.history.create();
    claim(one);
    const other = await window(2);
    const waits: number[] = [];
    const clock = {
      wait: async (milliseconds: number) => {
        if (waits.push(milliseconds) === 3) running.delete(1);
      },
    };
    const never = new AbortController().signal;
    await untilFree(other.lease, clock, never);
    assert.equal(waits.length, 3);
    assert.equal(claim(other), id);
    running.add(1);
    running.add(2);
    const third = await window(3);
    await untilFree(third.lease, { wait: async (milliseconds) => void waits.push(milliseconds) }, never);
    assert.equal(
      waits.slice(3).reduce((sum, each) => sum + each, 0),
      3_000,
    );
    await untilFree(third.lease, { wait: () => assert.fail("the window closes") }, AbortSignal.abort());
  });

  it("goes with the conversations of windows that shared a key, once", async () => {
    const old = await window(1, "a", "");
    const id = old.history.create();
    old.history.append(id, 1, { kind: "text", delta: "said" });
    old.history.keepDraft("half a thought");
    const [first, second] = [await window(2, "a", "window:1"), await window(3, "a", "window:2")];
    for (const { history } of [first, second]) history.adopt("");
    assert.deepEqual([claim(first), claim(second)], [id, undefined]);
    assert.deepEqual([first.history.draft(), second.history.draft()], ["half a thought", ""]);
    assert.equal(second.lease.isElsewhere, false);
  });
});
