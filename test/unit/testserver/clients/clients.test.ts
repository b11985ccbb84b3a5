import assert from "node:assert/strict";
import { toolCall } from "../../../mistral/brain";
import { defaultKey } from "../../../mistral/server";
import { serverForEachTest } from "../support";
import { type Client, type ClientName, clientNames, type Clients, installClients, type Tool } from "./install";

const INSTALL_MS = 300_000;
const MODEL = "mistral-medium-latest";
const question = [{ role: "user", content: "What is in a.ts?" }] as const;
const readFile: Tool = {
  type: "function",
  function: {
    name: "read_file",
    description: "Reads a file",
    parameters: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
  },
};
const call = ["Abc123XyZ", "read_file", { path: "a.ts" }] as const;
const tools = (count: number): Tool[] =>
  Array.from({ length: count }, (_, at) => ({ ...readFile, function: { ...readFile.function, name: `tool_${at}` } }));
const answerSchema = {
  type: "object",
  properties: { lines: { type: "number" } },
  required: ["lines"],
  additionalProperties: false,
};

/** The class that each client throws for a status. */
const errors: Readonly<Record<ClientName, Readonly<Record<401 | 404 | 400 | 422 | 429, string>>>> = {
  sdk: { 401: "SDKError", 404: "SDKError", 400: "SDKError", 422: "HTTPValidationError", 429: "SDKError" },
  aiSdk: {
    401: "AI_APICallError",
    404: "AI_APICallError",
    400: "AI_APICallError",
    422: "AI_APICallError",
    429: "AI_APICallError",
  },
  langchain: { 401: "SDKError", 404: "SDKError", 400: "SDKError", 422: "HTTPValidationError", 429: "SDKError" },
  openai: {
    401: "AuthenticationError",
    404: "NotFoundError",
    400: "BadRequestError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
  },
};

describe("clients of others, driven against the local server", () => {
  const fixture = serverForEachTest();
  let clients: Clients | undefined;

  before(async function () {
    this.timeout(INSTALL_MS);
    clients = await installClients();
  });

  for (const name of clientNames) {
    describe(name, () => {
      const client = (key = defaultKey): Client => {
        assert.ok(clients);
        return clients[name](fixture().server.url, key);
      };

      it("chats, whole and streamed", async () => {
        fixture().brain.onChat("What is in a.ts?", "A function 😀.");
        assert.equal(await client().chat(MODEL, question), "A function 😀.");
        assert.equal(await client().chatStreamed(MODEL, question), "A function 😀.");
      });

      it("gets JSON of a schema", async () => {
        fixture().brain.onChat("What is in a.ts?", '{"lines": 3}');
        assert.deepEqual(await client().chatJson(MODEL, question, "answer", answerSchema), { lines: 3 });
      });

      it("hears of tool calls, whole and streamed, and brings the result", async () => {
        const { brain, server } = fixture();
        brain.onChat("What is in a.ts?", [toolCall("read_file", { path: "a.ts" }, "Abc123XyZ")]);
        assert.deepEqual(await client().toolCalls(MODEL, question, [readFile]), [call]);
        assert.deepEqual(await client().toolCallsStreamed(MODEL, question, [readFile]), [call]);
        brain.nextChat("It is empty.");
        assert.equal(await client().toolResult(MODEL, question[0].content, call, "nothing"), "It is empty.");
        assert.match(JSON.stringify(server.requests.at(-1)?.body), /"tool_call_id":"Abc123XyZ"/);
      });

      it("embeds texts", async () => {
        const vectors = await client().embed("codestral-embed", ["parse the file", "parses files", "a blue circle"]);
        const dot = (at: number) =>
          vectors[0]?.reduce((sum, value, index) => sum + value * (vectors[at]?.[index] ?? 0), 0);
        assert.deepEqual(
          vectors.map(({ length }) => length),
          [1536, 1536, 1536],
        );
        assert.ok((dot(1) ?? 0) > (dot(2) ?? 0));
      });

      const refusals: readonly (readonly [401 | 404 | 400 | 422 | 429, string, () => Promise<unknown>])[] = [
        [401, "a wrong key", () => client("wrong-key").chat(MODEL, question)],
        [401, "a wrong key, streamed", () => client("wrong-key").chatStreamed(MODEL, question)],
        [404, "a retired model", () => client().chat("devstral-2512", question)],
        [400, "an unknown model", () => client().chat("nope", question)],
        [422, "a tool too many", () => client().toolCalls(MODEL, question, tools(129))],
      ];
      for (const [status, what, ask] of refusals) {
        it(`says ${status} in its own error for ${what}`, async () => {
          await assert.rejects(ask, (problem: unknown) => {
            assert.deepEqual(client().errorOf(problem), [errors[name][status], status]);
            return true;
          });
        });
      }

      it("says 429 in its own error when a model's minute is used up, and not for another model", async () => {
        const { server, brain } = fixture();
        server.limit({ scope: "model", requestsPerMinute: 1, now: () => 0 });
        brain.onChat(/./, "x");
        await client().chat(MODEL, question);
        await assert.rejects(client().chat(MODEL, question), (problem: unknown) => {
          assert.deepEqual(client().errorOf(problem), [errors[name][429], 429]);
          return true;
        });
        assert.equal(await client().chat("codestral-latest", question), "x");
      });
    });
  }

  /** The clients that offer something, with how they do it. */
  const offering = (method: keyof Client): Client[] => {
    assert.ok(clients);
    const { url } = fixture().server;
    return Object.values(clients)
      .map((open) => open(url, defaultKey))
      .filter((client) => client[method] !== undefined);
  };

  it("fills in the middle, whole and streamed, by the SDK and LangChain", async () => {
    fixture().brain.onFim("const a = ", "41 + 1;");
    const able = offering("fim");
    assert.equal(able.length, 2);
    for (const client of able) {
      assert.equal(await client.fim?.("codestral-latest", "const a = ", "\n"), "41 + 1;");
      assert.equal(await client.fimStreamed?.("codestral-latest", "const a = ", "\n"), "41 + 1;");
    }
  });

  it("lists models and gets one, by the SDK and openai", async () => {
    const able = offering("models");
    assert.equal(able.length, 2);
    for (const client of able) {
      assert.ok((await client.models?.())?.includes("codestral-2508"));
      assert.equal(await client.model?.("codestral-latest"), "codestral-2508");
      await assert.rejects(client.model?.("nope") ?? Promise.resolve(), (problem: unknown) => {
        assert.equal(client.errorOf(problem)[1], 404);
        return true;
      });
    }
  });

  it("judges texts, by the SDK and openai", async () => {
    const able = offering("moderate");
    assert.equal(able.length, 2);
    for (const client of able) {
      const judged = await client.moderate?.("mistral-moderation-latest", ["Hello", "my passport"]);
      assert.deepEqual(judged, [[], ["pii"]]);
    }
    const [sdk] = offering("moderateChat");
    const judged = await sdk?.moderateChat?.("mistral-moderation-latest", [{ role: "user", content: "my passport" }]);
    assert.deepEqual(judged, [["pii"]]);
  });

  it("reads documents, by the SDK", async () => {
    const [sdk] = offering("ocr");
    const book = `data:text/plain,${encodeURIComponent("zero\fone\ftwo\fthree")}`;
    assert.deepEqual(await sdk?.ocr?.("mistral-ocr-latest", book, "0,2-3"), ["zero", "two", "three"]);
  });

  it("converses, by the SDK", async () => {
    fixture().brain.nextChat("Hello to you.").nextChat("Again.");
    const [sdk] = offering("converse");
    assert.deepEqual(await sdk?.converse?.(MODEL, "Hello", "And again?"), ["Hello to you.", "Again.", 4]);
  });

  const foreign = { stream_options: { include_usage: true }, max_completion_tokens: 5, store: false, user: "me" };
  for (const [field, value] of Object.entries(foreign)) {
    it(`refuses openai's field ${field}, as the API does`, async () => {
      const [client] = offering("withField");
      await assert.rejects(
        client?.withField?.(MODEL, question, field, value) ?? Promise.resolve(),
        (problem: unknown) => {
          assert.deepEqual(client?.errorOf(problem), ["UnprocessableEntityError", 422]);
          assert.match(
            JSON.stringify(fixture().server.requests.at(-1)?.body),
            new RegExp(`"${field}":`),
            "it was sent",
          );
          return true;
        },
      );
    });
  }
});
