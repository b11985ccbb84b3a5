import assert from "node:assert/strict";
import * as z from "zod";
import { text, thinking, toolCall } from "../../mistral/brain";
import { bareCatalogue } from "../../mistral/models";
import type { DialectName } from "../../mistral/mood";
import type { ChatEvent } from "../../../src/chat/protocol";
import { runTurn } from "../../../src/chat/turn";
import { isProblem, MistralClient } from "../../../src/mistral/client";
import { sentenceOf } from "../../../src/mistral/errors";
import type { Message } from "../../../src/mistral/messages";
import { listModels } from "../../../src/mistral/models/listModels";
import { askStructured } from "../../../src/mistral/structured";
import { asks, collect, fim, never } from "../mistral/support/asks";
import { mistralForEachTest, Observer } from "../mistral/support/fixture";
import { echo, noWorkspace, unwatched } from "./support/tools";

const names: readonly DialectName[] = ["vllm", "llamacpp", "lmstudio", "ollama"];
const schema = z.strictObject({ path: z.string() });

for (const dialect of names) {
  describe(`a server that speaks the OpenAI dialect (${dialect})`, () => {
    const fixture = mistralForEachTest({ mood: { dialect }, models: bareCatalogue(["devstral"]) });

    /** Without a key. */
    const keyless = () => {
      const { url: server } = fixture().server;
      const keys = [{ id: "own", name: "own", server: `${server}/v1/`, work: "both", secret: "" }] as const;
      return new MistralClient({ server: () => server, keys: async () => keys }, new Observer());
    };
    const turn = async (client: MistralClient, messages: readonly Message[]) => {
      const parts = { client, model: "devstral", messages, tools: [echo], context: { workspace: noWorkspace } };
      return collect(runTurn({ ...parts, ...unwatched }, never()));
    };
    const said = (events: readonly ChatEvent[], kind: "text" | "thinking") =>
      events.map((event) => (event.kind === kind ? event.delta : "")).join("");

    it("answers a whole turn with thinking, tools and a history of it, each request at the first go", async () => {
      const { brain, server } = fixture();
      const client = keyless();
      const connection = await client.connect("chat");
      assert.ok(!isProblem(connection));
      // The chat asks for the models before it asks one, and so has heard who it speaks to.
      await listModels(client, connection, never());
      server.forgetRequests();
      brain
        .nextChat([
          thinking("hm"),
          text("Let me see."),
          toolCall("echo", { text: "é😀" }),
          toolCall("echo", { text: "2" }),
        ])
        .nextChat([toolCall("echo", { text: "3" })])
        .nextChat("Done.");
      const events = await turn(client, [
        { role: "system", content: "s" },
        { role: "user", content: "stopped before it was answered" },
        { role: "user", content: "q" },
        { role: "assistant", content: "a", thinking: "of another model" },
        { role: "user", content: "q2" },
      ]);
      assert.equal(said(events, "thinking"), "hm");
      assert.equal(said(events, "text"), "Let me see.Done.");
      const results = events.flatMap((event) => (event.kind === "toolResult" ? [event.content] : []));
      assert.deepEqual(results, ["é😀", "2", "3"]);
      assert.deepEqual(events.at(-1), { kind: "end", reason: "complete" });
      const counted = events.flatMap((event) => (event.kind === "usage" ? [event.usage.prompt > 0] : []));
      // It is asked for the usage once it has shown that it does not tell it unasked, as Mistral's API does.
      assert.deepEqual(counted, [false, true, true]);
      assert.deepEqual(
        server.requests.map(({ status, key }) => [status, key]),
        [200, 200, 200].map((status) => [status, "missing"]),
      );
    });

    it("is asked as the API until it has said that it is another", async () => {
      const { brain } = fixture();
      brain.nextChat("Fine.");
      const history: Message[] = [
        { role: "user", content: "q" },
        { role: "assistant", content: "a", thinking: "hm" },
        { role: "user", content: "q2" },
      ];
      const events = await turn(keyless(), history);
      assert.deepEqual(events.at(-1), { kind: "end", reason: "complete" });
    });

    it("keeps to a schema", async () => {
      const { brain, server } = fixture();
      brain.nextChat('{"path":"a.ts"}');
      const messages: Message[] = [{ role: "user", content: "Which?" }];
      const answer = await askStructured(
        keyless(),
        { purpose: "background", model: "devstral", messages, name: "which", schema },
        never(),
      );
      assert.deepEqual(answer, { kind: "value", value: { path: "a.ts" } });
      assert.equal(server.requests.length, 1);
    });

    it("lists its models", async () => {
      const client = keyless();
      const connection = await client.connect("chat");
      assert.ok(!isProblem(connection));
      const models = await listModels(client, connection, never());
      assert.ok(!isProblem(models));
      assert.deepEqual(
        models.map(({ id, capabilities }) => [id, capabilities.chats]),
        [["devstral", true]],
      );
    });

    it("does not fill in the middle, and the problem says so", async () => {
      const client = keyless();
      const [event] = await collect(fim(client));
      assert.ok(event?.kind === "problem");
      assert.match(sentenceOf(event.problem), /does not fill in the middle.*set a key for a server that does/);
      assert.equal((await asks.streamFim(client))?.kind, "notFound");
    });

    it("says that a model is not there", async () => {
      const { brain } = fixture();
      brain.nextChat("Whatever you call me.");
      const events = await collect(
        runTurn(
          {
            ...{ client: keyless(), model: "other", messages: [{ role: "user", content: "q" }], tools: [] },
            ...{ context: { workspace: noWorkspace }, ...unwatched },
          },
          never(),
        ),
      );
      const problem = events.find((event) => event.kind === "problem");
      if (dialect === "vllm" || dialect === "ollama") assert.match(problem?.problem.sentence ?? "", /^The model other/);
      else assert.equal(problem, undefined);
    });
  });
}
