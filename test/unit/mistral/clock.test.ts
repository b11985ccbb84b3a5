import assert from "node:assert/strict";
import { systemClock } from "../../../src/mistral/clock";

describe("the system's clock", () => {
  it("moves on while it waits", async () => {
    const before = systemClock.now();
    await systemClock.wait(2, new AbortController().signal);
    assert.ok(systemClock.now() > before);
  });

  it("waits no longer than it is wanted", async () => {
    const abort = new AbortController();
    const waited = systemClock.wait(2 ** 30, abort.signal);
    abort.abort();
    await waited;
    await systemClock.wait(2 ** 30, abort.signal);
  });
});
