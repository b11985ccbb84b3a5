import assert from "node:assert/strict";
import { chatStream } from "@mistralai/mistralai/funcs/chatStream";
import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import { text } from "../../mistral/brain";
import { defaultKey } from "../../mistral/server";
import { at, chatBody, chatPath, chunksOf, fimBody, fimPath, send, serverForEachTest } from "./support";

describe("what the local server records", () => {
  const fixture = serverForEachTest();

  it("method, path, headers, body, status and times", async () => {
    const { server, brain } = fixture();
    brain.nextFim("x");
    await send(server, `${fimPath}?q=1`, { body: fimBody() });
    const [request] = server.requests;
    assert.ok(request);
    await server.waitForClosed(request);
    assert.deepEqual(
      [request.method, request.path, request.status, request.closed],
      ["POST", fimPath, 200, "completed"],
    );
    assert.deepEqual(request.body, fimBody());
    assert.equal(request.headers["content-type"], "application/json");
    assert.equal(request.headers.authorization, undefined);
    assert.ok(request.closedAt !== undefined && request.closedAt >= request.startedAt);
  });

  it("the moment at which a client leaves in the middle of a stream, and tells the brain", async () => {
    const { server, brain, core } = fixture();
    const brainIsTold = new Promise<void>((told) => {
      brain.nextChat(async function* (_request, signal) {
        yield text("first words");
        await once(signal, "abort");
        told();
      });
    });
    const leaving = new AbortController();
    const result = await chatStream(
      core,
      { model: "mistral-medium-latest", messages: [{ role: "user", content: "Hello" }] },
      { signal: leaving.signal },
    );
    if (!result.ok) throw result.error;
    const request = await server.waitForRequest(({ path }) => path === chatPath);
    await result.value.getReader().read();
    assert.equal(request.closed, "open");
    leaving.abort();
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    await brainIsTold;
    assert.equal(request.doneSent, false);
    assert.ok(request.eventsSent >= 1);
  });

  it("a client that leaves during a wait stops the answer", async () => {
    const { server, brain } = fixture();
    server.mood = { firstTokenMs: 600_000 };
    brain.nextFim("x");
    const leaving = new AbortController();
    const sent = send(server, fimPath, { body: fimBody({ stream: true }), signal: leaving.signal });
    const request = await server.waitForRequest(() => true);
    leaving.abort();
    await assert.rejects(sent, { name: "AbortError" });
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    assert.equal(request.eventsSent, 0);
  });

  it("connections, of which a kept one counts once", async () => {
    const { server } = fixture();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let turn = 0; turn < 3; turn++) {
      const outgoing = httpRequest(`${server.url}/v1/models`, {
        agent,
        headers: { authorization: `Bearer ${defaultKey}` },
      });
      outgoing.end();
      const [incoming] = await once(outgoing, "response");
      incoming.resume();
      await once(incoming, "end");
    }
    assert.equal(server.connections, 1);
    await send(server, "/v1/models");
    assert.equal(server.connections, 2);
    agent.destroy();
  });

  it("waits end with a request of before, one to come, a signal, or the server", async () => {
    const { server } = fixture();
    const coming = server.waitForRequest(({ path }) => path === "/v1/models");
    await send(server, "/v1/models");
    assert.equal(await coming, server.requests[0]);
    assert.equal(await server.waitForRequest(() => true), server.requests[0]);
    const tired = new AbortController();
    const never = server.waitForRequest(() => false, tired.signal);
    tired.abort(new Error("tired"));
    await assert.rejects(never, /tired/);
    await assert.rejects(
      server.waitForRequest(() => false, tired.signal),
      /tired/,
    );
    server.forgetRequests();
    assert.equal(server.requests.length, 0);
    const closed = server.waitForRequest(() => false);
    await Promise.all([assert.rejects(closed, /closed/), server.close()]);
  });
});

describe("the scripted brain", () => {
  const fixture = serverForEachTest();

  it("takes the queue first, then the newest rule that fits", async () => {
    const { server, brain } = fixture();
    brain
      .onFim(() => true, "rule")
      .onFim("const", "newer rule")
      .nextFim("queued");
    const ask = async (prompt: string) =>
      at(
        JSON.parse((await send(server, fimPath, { body: fimBody({ prompt }) })).body),
        "choices",
        0,
        "message",
        "content",
      );
    assert.equal(await ask("const"), "queued");
    assert.equal(await ask("const"), "newer rule");
    assert.equal(await ask("let"), "rule");
  });

  it("matches the last question, with a string, a pattern or a function", async () => {
    const { server, brain } = fixture();
    brain
      .onChat("Hello", "a")
      .onChat(/^Bye\b/, "b")
      .onChat((request) => request.messages.length > 2, "c");
    const ask = async (...said: readonly string[]) => {
      const messages = said.map((content, turn) => ({ role: turn % 2 === 0 ? "user" : "assistant", content }));
      const { body } = await send(server, chatPath, { body: chatBody({ messages }) });
      return at(JSON.parse(body), "choices", 0, "message", "content");
    };
    assert.deepEqual([await ask("Oh, Hello"), await ask("Bye bye"), await ask("Hello", "Hi", "Bye")], ["a", "b", "c"]);
  });

  it("is loud when nothing fits", async () => {
    const { server, brain } = fixture();
    brain.onFim("something else", "x");
    const { status, body } = await send(server, fimPath, { body: fimBody({ stream: true }) });
    assert.equal(status, 500);
    assert.match(body, /no script for the FIM prompt ending in .*const a = /);
    assert.deepEqual(brain.unmatched, [fimBody({ stream: true })]);
    brain.clear();
    assert.deepEqual(brain.unmatched, []);
  });

  it("fails inside the stream when it fails after the first piece", async () => {
    const { server, brain } = fixture();
    brain.nextChat(async function* () {
      yield text("so far");
      throw new Error("the brain is tired");
    });
    const { status, body } = await send(server, chatPath, { body: chatBody({ stream: true }) });
    const chunks = chunksOf(body);
    assert.equal(status, 200);
    assert.equal(at(chunks.at(-1), "message"), "the brain is tired");
    assert.doesNotMatch(body, /DONE/);
  });
});
