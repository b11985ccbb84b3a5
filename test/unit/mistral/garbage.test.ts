import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { chat } from "./support/asks";
import { mistralForEachTest } from "./support/fixture";
import { hang } from "./support/scripts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Lets what is garbage be collected, and what hears of it be told. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
}

describe("a request whose objects have become garbage", () => {
  const fixture = mistralForEachTest();
  const ask = (signal: AbortSignal) => chat(fixture().client, { signal });

  it("is still cut over HTTP while its answer is read", async () => {
    const { brain, server } = fixture();
    brain.nextChat(hang);
    const abort = new AbortController();
    const stream = ask(abort.signal);
    await stream.next();
    const rest = stream.next();
    await collectGarbage();
    abort.abort();
    assert.equal((await rest).done, true);
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });

  it("is still cut over HTTP before its answer begins", async () => {
    const { server } = fixture();
    server.mood = { silent: true };
    const abort = new AbortController();
    const first = ask(abort.signal).next();
    const request = await server.waitForRequest(() => true);
    await collectGarbage();
    abort.abort();
    assert.equal((await first).done, true);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });
});
