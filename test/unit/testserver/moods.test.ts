import assert from "node:assert/strict";
import { text, thinking, toolCall } from "../../mistral/brain";
import type { Mood } from "../../mistral/mood";
import { Moods } from "../../mistral/moods";
import { Pace } from "../../mistral/pace";
import { at, chatBody, chatPath, chunksOf, dataOf, fimBody, fimPath, send, serverForEachTest } from "./support";

const answer = "abcdefghijklmnop"; // Four tokens: six events with the first and the last, and [DONE].

describe("the local server's moods", () => {
  const fixture = serverForEachTest();

  async function streamed(mood: Mood) {
    const { server, brain } = fixture();
    server.mood = mood;
    brain.nextFim(answer);
    return send(server, fimPath, { body: fimBody({ stream: true }) });
  }

  const chatted = (fields: Readonly<Record<string, unknown>> = {}) =>
    send(fixture().server, chatPath, { body: chatBody({ stream: true, ...fields }) });

  const closedAs = () => {
    const { server } = fixture();
    const request = server.requests[0];
    assert.ok(request);
    return server.waitForClosed(request);
  };

  it("{}: role first, usage and finish_reason last, then [DONE]", async () => {
    const { body, ended } = await streamed({});
    const data = dataOf(body);
    const chunks = chunksOf(body);
    assert.equal(data.at(-1), "[DONE]");
    assert.equal(chunks.length, 6);
    assert.deepEqual(at(chunks[0], "choices", 0), {
      index: 0,
      delta: { role: "assistant", content: "" },
      finish_reason: null,
    });
    assert.equal(chunks.map((chunk) => at(chunk, "choices", 0, "delta", "content")).join(""), answer);
    assert.deepEqual(
      chunks.map((chunk) => at(chunk, "choices", 0, "finish_reason")),
      [null, null, null, null, null, "stop"],
    );
    assert.deepEqual(
      chunks.map((chunk) => at(chunk, "usage") !== undefined),
      [false, false, false, false, false, true],
    );
    assert.deepEqual(at(chunks[5], "usage"), {
      prompt_tokens: 3,
      completion_tokens: 4,
      total_tokens: 7,
      prompt_tokens_details: { cached_tokens: 0 },
    });
    assert.ok(chunks.every((chunk) => /^[a-z\d]+$/.test(String(at(chunk, "p")))));
    assert.equal(ended, "complete");
    assert.equal(await closedAs(), "completed");
  });

  it("padding: false", async () => {
    assert.ok(chunksOf((await streamed({ padding: false })).body).every((chunk) => at(chunk, "p") === undefined));
  });

  it("truncateAfter ends in good order without finish_reason and [DONE]", async () => {
    const { body, ended } = await streamed({ truncateAfter: 3 });
    assert.equal(dataOf(body).length, 3);
    assert.doesNotMatch(body, /"finish_reason":"|DONE/);
    assert.equal(ended, "complete");
    assert.equal(await closedAs(), "cut-by-server");
  });

  it("truncateAfter the last chunk keeps [DONE] back", async () => {
    const { body } = await streamed({ truncateAfter: 6 });
    assert.match(body, /"finish_reason":"stop"/);
    assert.doesNotMatch(body, /DONE/);
  });

  it("destroyAfter breaks the connection after what was sent", async () => {
    const { body, ended } = await streamed({ destroyAfter: 3 });
    assert.equal(dataOf(body).length, 3);
    assert.equal(ended, "cut");
    assert.equal(await closedAs(), "cut-by-server");
  });

  it("inStreamError is an event, or a finish_reason", async () => {
    const event = dataOf((await streamed({ inStreamError: { after: 2 } })).body);
    assert.equal(event.length, 3);
    assert.equal(at(JSON.parse(event[2] ?? ""), "object"), "error");
    const reason = dataOf((await streamed({ inStreamError: { after: 2, form: "finish" } })).body);
    assert.equal(reason.length, 4);
    assert.equal(at(JSON.parse(reason[2] ?? ""), "choices", 0, "finish_reason"), "error");
    assert.equal(reason[3], "[DONE]");
  });

  it("brokenEvent breaks one event and no other", async () => {
    const data = dataOf((await streamed({ brokenEvent: 2 })).body);
    const broken = data.map((each) => {
      try {
        JSON.parse(each);
        return false;
      } catch {
        return each !== "[DONE]";
      }
    });
    assert.deepEqual(broken, [false, false, true, false, false, false, false]);
  });

  it("unterminatedLastEvent", async () => {
    assert.ok((await streamed({ unterminatedLastEvent: "done" })).body.endsWith("}\n\ndata: [DONE]"));
    const { body, ended } = await streamed({ unterminatedLastEvent: "finish" });
    assert.ok(body.endsWith("}"));
    assert.match(body, /"finish_reason":"stop"/);
    assert.equal(ended, "complete");
  });

  it("oneBytePerPacket splits characters", async () => {
    const { server, brain } = fixture();
    server.mood = { oneBytePerPacket: true, padding: false };
    brain.nextFim("é😀");
    const { body, packets } = await send(server, fimPath, { body: fimBody({ stream: true }) });
    assert.match(body, /é😀/);
    assert.ok(
      packets.some((packet) => packet.includes("\uFFFD")),
      "no packet ends inside of a character",
    );
  });

  it("crlf and comments", async () => {
    const { body } = await streamed({ crlf: true, comments: true });
    assert.doesNotMatch(body, /[^\r]\n/);
    assert.equal(body.match(/^: keep-alive\r$/gm)?.length, 6);
  });

  it("fragmentToolCalls: parts with id null and no name that join to the call", async () => {
    const { server, brain } = fixture();
    server.mood = { fragmentToolCalls: true };
    brain.nextChat([
      toolCall("read_file", { path: "a" }, "Abc123XyZ"),
      toolCall("read_file", { path: "b" }, "Def123XyZ"),
    ]);
    const chunks = chunksOf((await chatted()).body);
    const parts = chunks.flatMap((chunk) => at(chunk, "choices", 0, "delta", "tool_calls") ?? []);
    assert.deepEqual(
      parts.map((part) => at(part, "id")),
      ["Abc123XyZ", "null", "null", "Def123XyZ", "null", "null"],
    );
    assert.deepEqual(
      parts.map((part) => at(part, "function", "name")),
      ["read_file", "", "", "read_file", "", ""],
    );
    assert.deepEqual(
      parts.map((part) => at(part, "index")),
      [0, 0, 0, 1, 1, 1],
    );
    assert.equal(parts.map((part) => at(part, "function", "arguments")).join(""), '{"path":"a"}{"path":"b"}');
  });

  it("without it, calls are whole, and the last shares its chunk with the end", async () => {
    fixture().brain.nextChat([toolCall("read_file", { path: "a" })]);
    const chunks = chunksOf((await chatted()).body);
    assert.equal(chunks.length, 2);
    assert.equal(at(chunks[1], "choices", 0, "finish_reason"), "tool_calls");
    assert.match(String(at(chunks[1], "choices", 0, "delta", "tool_calls", 0, "id")), /^[A-Za-z\d]{9}$/);
  });

  it("thinkingShapes: thinking, then both in one chunk, then strings", async () => {
    const { server, brain } = fixture();
    const pieces = [thinking("hmm hmm"), text("so it is")];
    const shapes = async () => {
      brain.nextChat(pieces);
      const chunks = chunksOf((await chatted()).body).slice(1);
      return chunks.map((chunk) => {
        const content = at(chunk, "choices", 0, "delta", "content");
        return Array.isArray(content) ? content.map((each) => at(each, "type")).join("+") : typeof content;
      });
    };
    assert.deepEqual(await shapes(), ["thinking", "thinking", "string", "string", "string"]);
    server.mood = { thinkingShapes: true };
    assert.deepEqual(await shapes(), ["thinking", "thinking", "thinking+text", "string", "string"]);
  });

  it("omit leaves fields out, streamed and whole", async () => {
    const { server, brain } = fixture();
    const mood = { omit: ["id", "object", "created", "usage", "index"] } as const;
    const { body } = await streamed(mood);
    for (const chunk of chunksOf(body)) assert.deepEqual(Object.keys(Object(chunk)), ["model", "choices", "p"]);
    assert.doesNotMatch(body, /"index"/);
    brain.nextFim(answer);
    const whole = await send(server, fimPath, { body: fimBody() });
    assert.deepEqual(Object.keys(Object(JSON.parse(whole.body))), ["model", "choices"]);
  });

  it("notJson: 200 with half a body or a page, for every endpoint", async () => {
    const { server } = fixture();
    for (const [path, body] of [
      ["/v1/models", undefined],
      [fimPath, fimBody({ stream: true })],
      [chatPath, chatBody()],
    ] as const) {
      server.mood = { notJson: "broken" };
      const broken = await send(server, path, { body });
      assert.equal(broken.status, 200);
      assert.throws(() => JSON.parse(broken.body));
      server.mood = { notJson: "html" };
      const page = await send(server, path, { body });
      assert.deepEqual([page.status, page.headers["content-type"]], [200, "text/html"]);
    }
  });

  it("deprecationHeader", async () => {
    const { headers } = await streamed({ deprecationHeader: "2026-07-31T00:00:00Z" });
    assert.equal(headers["x-model-deprecation-timestamp"], "2026-07-31T00:00:00Z");
  });

  it("refuse with Retry-After in seconds, as a date, or without", async () => {
    const { server } = fixture();
    const retryAfter = async (mood: Mood) => {
      server.nextMood(mood);
      const { status, headers } = await send(server, fimPath, { body: fimBody() });
      assert.equal(status, 429);
      return headers["retry-after"];
    };
    assert.equal(await retryAfter({ refuse: "rateLimited", retryAfter: 7 }), "7");
    const date = "Fri, 31 Jul 2026 10:00:00 GMT";
    assert.equal(await retryAfter({ refuse: "capacity", retryAfter: date }), date);
    assert.equal(await retryAfter({ refuse: "rateLimited" }), undefined);
  });

  it("storm answers so many requests with 429, then lets up", async () => {
    const { server, brain } = fixture();
    brain.onFim(() => true, "x");
    server.mood = { storm: 2, on: "fim" };
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn++) statuses.push((await send(server, fimPath, { body: fimBody() })).status);
    assert.deepEqual(statuses, [429, 429, 200, 200]);
  });

  it("silent takes the request and lets the client hang until it leaves", async () => {
    const { server } = fixture();
    server.mood = { silent: true };
    const leaving = new AbortController();
    const sent = send(server, fimPath, { body: fimBody(), signal: leaving.signal });
    const request = await server.waitForRequest(() => true);
    assert.deepEqual([request.closed, request.status], ["open", undefined]);
    leaving.abort();
    await assert.rejects(sent, { name: "AbortError" });
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });

  it("slowCloseAfterDoneMs leaves the stream open after [DONE]", async () => {
    const { server, brain } = fixture();
    server.mood = { slowCloseAfterDoneMs: 60_000 };
    brain.nextFim(answer);
    const leaving = new AbortController();
    const response = await fetch(server.url + fimPath, {
      method: "POST",
      headers: { authorization: "Bearer test-key-0123456789" },
      body: JSON.stringify(fimBody({ stream: true })),
      signal: leaving.signal,
    });
    let body = "";
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    while (!body.includes("[DONE]")) body += decoder.decode((await reader?.read())?.value);
    const request = server.requests[0];
    assert.ok(request);
    assert.equal(request.closed, "open");
    leaving.abort();
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    assert.equal(request.doneSent, true);
  });
});

const waits = (seed: number) => {
  const pace = new Pace({ jitter: { seed, ratio: 0.5 } });
  return Array.from({ length: 50 }, () => pace.stretched(100));
};

describe("which mood a request gets", () => {
  it("the queued ones in their order, then that of the run", () => {
    const moods = new Moods({ crlf: true });
    moods.next({ firstTokenMs: 1 });
    moods.next({ firstTokenMs: 2, on: "chat" });
    assert.deepEqual(moods.take("fim"), { firstTokenMs: 1 });
    assert.deepEqual(moods.take("fim"), { crlf: true });
    assert.deepEqual(moods.take("chat"), { firstTokenMs: 2, on: "chat" });
    assert.deepEqual(moods.take("chat"), { crlf: true });
  });

  it("that of the run only where it belongs; a new one ends the storm", () => {
    const moods = new Moods({ storm: 5, on: "chat" });
    assert.deepEqual(moods.take("models"), {});
    assert.equal(moods.take("chat").refuse, "rateLimited");
    moods.current = {};
    assert.equal(moods.take("chat").refuse, undefined);
  });

  it("waits are the same with the same seed, and stay in their range", () => {
    assert.deepEqual(waits(1), waits(1));
    assert.notDeepEqual(waits(1), waits(2));
    assert.ok(waits(3).every((ms) => ms >= 50 && ms <= 150));
    assert.ok(new Set(waits(3)).size > 40);
  });
});
