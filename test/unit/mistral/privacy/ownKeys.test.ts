import assert from "node:assert/strict";
import { streamChat } from "../../../../src/mistral/chat";
import { MistralClient } from "../../../../src/mistral/client";
import { streamFim } from "../../../../src/mistral/fim";
import type { ApiKey } from "../../../../src/mistral/keys/apiKey";
import { never } from "../support/asks";
import { keysFor, mistralForEachTest, Observer } from "../support/fixture";
import { defaultKey } from "../../../mistral/server";

/** Looks like nothing that a table of secrets knows. */
const OWN = "qx7Rw2mB9tLk4ZpV";

describe("the person's own keys in what is sent", () => {
  const fixture = mistralForEachTest();

  const clientWith = (keys: () => readonly ApiKey[]) =>
    new MistralClient({ server: () => fixture().server.url, keys: async () => keys() }, new Observer());
  const drain = async (events: AsyncGenerator<unknown, void>) => {
    for await (const _ of events);
  };
  const fim = (client: MistralClient, prefix: string) =>
    drain(
      streamFim(
        client,
        { model: "codestral-latest", prefix, suffix: "", maxTokens: 8, stop: [], temperature: 0 },
        never(),
      ),
    );
  const sent = () => JSON.stringify(fixture().server.requests.map(({ body }) => body));

  it("are replaced from the first request on, whatever stands around them", async () => {
    const { server, brain } = fixture();
    brain.onFim(/./, "x").onChat(/./, "x");
    const client = clientWith(() => keysFor(server.url, defaultKey, OWN));
    await fim(client, `see(${OWN}) `);
    await drain(
      streamChat(
        client,
        { purpose: "chat", model: "mistral-medium-latest", messages: [{ role: "user", content: `why ${OWN}?` }] },
        never(),
      ),
    );
    assert.doesNotMatch(sent(), new RegExp(OWN));
    assert.match(sent(), /see\(CODESTRAL_SECRET_[0-9A-F]{12}\).*why CODESTRAL_SECRET_/);
  });

  it("are replaced once they are stored", async () => {
    const { server, brain } = fixture();
    brain.onFim(/./, "x");
    let keys = keysFor(server.url, defaultKey);
    const client = clientWith(() => keys);
    await fim(client, `see(${OWN}) `);
    assert.match(sent(), new RegExp(OWN));
    keys = keysFor(server.url, defaultKey, OWN);
    await fim(client, `see(${OWN}) `);
    assert.doesNotMatch(JSON.stringify(server.requests.at(-1)?.body), new RegExp(OWN));
  });

  it("stay where they are a word that may mean something else", async () => {
    const { server, brain } = fixture();
    brain.onFim(/./, "x");
    const client = clientWith(() => keysFor(server.url, defaultKey, "ollama"));
    await fim(client, "run(ollama) ");
    assert.match(sent(), /run\(ollama\)/);
  });
});
