import assert from "node:assert/strict";
import * as z from "zod";
import { finish, text, thinking, wholeText } from "../../mistral/brain";
import type { ChatRequest } from "../../../src/mistral/chatRequest";
import { MistralClient } from "../../../src/mistral/client";
import { serverName } from "../../../src/mistral/server";
import { askStructured } from "../../../src/mistral/structured";
import { never } from "./support/asks";
import { accessTo, mistralForEachTest } from "./support/fixture";
import { hang } from "./support/scripts";

const schema = z.object({ path: z.string().min(1), lines: z.array(z.number()) });
const good = { path: "a.ts", lines: [1, 2] };
const json = JSON.stringify(good);

describe("an answer of a closed form", () => {
  const fixture = mistralForEachTest();

  const ask = (
    signal = never(),
    progress?: (characters: number) => void,
    purpose: ChatRequest["purpose"] = "refactoring",
  ) =>
    askStructured(
      fixture().client,
      {
        purpose,
        model: "mistral-medium-latest",
        messages: [{ role: "user", content: "Which?" }],
        name: "which",
        schema,
        ...(progress ? { progress } : {}),
      },
      signal,
    );
  const bodies = () => fixture().server.requests.map((request) => request.body as Record<string, unknown>);

  it("is asked for with its schema", async () => {
    const { brain, observer } = fixture();
    brain.nextChat(json);
    assert.deepEqual(await ask(), { kind: "value", value: good });
    assert.deepEqual(bodies(), [
      {
        model: "mistral-medium-latest",
        stream: true,
        messages: [{ role: "user", content: "Which?" }],
        response_format: {
          type: "json_schema",
          json_schema: {
            name: "which",
            strict: true,
            schema: {
              type: "object",
              properties: {
                path: { type: "string", minLength: 1 },
                lines: { type: "array", items: { type: "number" } },
              },
              required: ["path", "lines"],
              additionalProperties: false,
            },
          },
        },
      },
    ]);
    assert.deepEqual([...observer.purposes], ["refactoring"]);
  });

  it("is asked for the purpose that it has", async () => {
    const { brain, observer } = fixture();
    brain.nextChat(json);
    await ask(never(), undefined, "background");
    assert.deepEqual([...observer.purposes], ["background"]);
  });

  it("may come in a code fence, and after thinking", async () => {
    const { brain } = fixture();
    for (const fenced of [
      `\`\`\`json\n${json}\n\`\`\``,
      `\n\`\`\`\n${json}\n\`\`\`\n`,
      `\`\`\`json\r\n${json}\r\n\`\`\``,
    ]) {
      brain.nextChat([thinking("{ not this }"), text(fenced)]);
      assert.deepEqual(await ask(), { kind: "value", value: good });
    }
    assert.equal(bodies().length, 3);
  });

  it("may stand in text, come twice, or follow a draft", async () => {
    const { brain } = fixture();
    for (const said of [
      `Here it is: ${json}. Does it help?`,
      `${json}\n${json}`,
      `<think>{"path":"","lines":[]} does not fit, {"path":"b.ts","lines":[]} does</think>${json}`,
      `${json}\nAn empty one would be {"path":""}.`,
    ]) {
      brain.nextChat(said);
      assert.deepEqual(await ask(), { kind: "value", value: good }, said);
    }
    assert.equal(bodies().length, 4);
  });

  it("has no secrets: where they belong, only whoever uses it knows", async () => {
    const { brain, client } = fixture();
    const value = { ...good, path: `x ${client.vault.placeholderFor("kD7#mQ2v")}` };
    brain.nextChat(JSON.stringify(value));
    assert.deepEqual(await ask(), { kind: "value", value });
  });

  it("says how much has come", async () => {
    fixture().brain.nextChat([wholeText(json.slice(0, 5)), wholeText(json.slice(5))]);
    const heard: number[] = [];
    await ask(never(), (characters) => heard.push(characters));
    assert.deepEqual(heard, [5, json.length]);
  });

  it("is mended once", async () => {
    const { brain } = fixture();
    const wrong = JSON.stringify({ path: "", lines: ["x"] });
    brain.nextChat(wrong).nextChat(json);
    assert.deepEqual(await ask(), { kind: "value", value: good });
    const messages = bodies()[1]?.["messages"];
    assert.ok(Array.isArray(messages));
    assert.deepEqual(messages.slice(0, 2), [
      { role: "user", content: "Which?" },
      { role: "assistant", content: wrong, prefix: false },
    ]);
    assert.match(JSON.stringify(messages[2]), /path: .*lines\.0: /);
  });

  it("is mended when it was no JSON, or nothing", async () => {
    const { brain } = fixture();
    for (const wrong of ["Sure, here it is!", "", json.slice(0, -1)]) {
      brain.nextChat(wrong).nextChat(json);
      assert.deepEqual(await ask(), { kind: "value", value: good });
    }
  });

  it("is given up after the second time", async () => {
    const { brain } = fixture();
    brain.nextChat("no").nextChat('{"path":"a"}');
    const answer = await ask();
    assert.equal(answer.kind, "unfit");
    assert.match(answer.detail, /not of the form/, "what exactly did not fit is for the model");
    assert.equal(bodies().length, 2);
  });

  it("is given up when the model's limit has cut it", async () => {
    fixture().brain.nextChat([text(json), finish("length")]);
    const answer = await ask();
    assert.equal(answer.kind, "unfit");
    assert.equal(bodies().length, 1);
  });

  it("is given up when it does not end, and cut over HTTP", async () => {
    const { brain, server } = fixture();
    brain.nextChat(async function* (request, cancelled) {
      for (let written = 0; written <= 1_000_000; written += 100_000) yield wholeText("x".repeat(100_000));
      yield* hang(request, cancelled);
    });
    assert.deepEqual(await ask(), { kind: "unfit", detail: "the answer does not end" });
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });

  it("ends with the problem, in both rounds", async () => {
    const { brain, server } = fixture();
    server.nextMood({ refuse: "guardrail" });
    const first = await ask();
    assert.ok(first.kind === "problem" && first.problem.kind === "forbidden");
    brain.nextChat("no");
    server.nextMood({});
    server.nextMood({ truncateAfter: 3 });
    brain.nextChat(json);
    assert.deepEqual(await ask(), {
      kind: "problem",
      problem: { kind: "unfinished", server: serverName(server.url) },
    });
  });

  it("is cancelled over HTTP, in both rounds", async () => {
    const { brain, server } = fixture();
    for (const before of [[], ["no"]]) {
      server.forgetRequests();
      for (const answer of before) brain.nextChat(answer);
      brain.nextChat(hang);
      const abort = new AbortController();
      const answer = ask(abort.signal);
      await server.waitForRequest((request) => request === server.requests[before.length]);
      abort.abort();
      assert.deepEqual(await answer, { kind: "cancelled" });
      const request = server.requests[before.length];
      assert.ok(request);
      assert.equal(await server.waitForClosed(request), "aborted-by-client");
    }
  });

  it("is not mended when cancelled after its first end", async () => {
    const { brain, server } = fixture();
    for (const answer of ["no", json]) {
      server.forgetRequests();
      brain.nextChat(answer);
      const abort = new AbortController();
      const client = new MistralClient(accessTo(server.url), { sent: () => {}, ended: () => abort.abort() });
      const messages = [{ role: "user", content: "Which?" }] as const;
      const asked = {
        purpose: "refactoring",
        model: "mistral-medium-latest",
        messages,
        name: "which",
        schema,
      } as const;
      assert.deepEqual(await askStructured(client, asked, abort.signal), { kind: "cancelled" });
      assert.equal(server.requests.length, 1);
    }
  });

  it("is not asked for when cancelled before", async () => {
    assert.deepEqual(await ask(AbortSignal.abort()), { kind: "cancelled" });
    assert.equal(fixture().server.requests.length, 0);
  });
});
