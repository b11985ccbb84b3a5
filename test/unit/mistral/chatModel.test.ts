import assert from "node:assert/strict";
import { automaticChatModel, chooseChatModel, DEFAULT_CHAT_MODEL } from "../../../src/mistral/chatModel";
import { listModels } from "../../../src/mistral/listModels";
import { isList, type Model, ModelCatalog } from "../../../src/mistral/models";
import { type Catalogue, bareCatalogue, modelCard, publicCatalogue } from "../../mistral/models";
import { never } from "./support/asks";
import { mistralForEachTest } from "./support/fixture";

const now = Date.parse("2026-08-15T00:00:00Z");
const past = now - 1;
const future = now + 1;

const model = (id: string, fields: Partial<Model> = {}): Model => ({
  id,
  aliases: [],
  description: "",
  contextLength: undefined,
  chats: true,
  fillsInTheMiddle: false,
  retiredAt: undefined,
  replacement: undefined,
  ...fields,
});
const retired = (id: string, replacement?: string, fields: Partial<Model> = {}) =>
  model(id, { retiredAt: past, replacement, ...fields });

const medium = model("mistral-medium-3-5", { aliases: ["mistral-medium-latest"] });

const auto: Readonly<Record<string, readonly [readonly Model[], string]>> = {
  "the server could not say": [[], DEFAULT_CHAT_MODEL],
  "no Devstral": [[medium, model("mistral-small")], DEFAULT_CHAT_MODEL],
  "a live Devstral": [[medium, model("devstral-3")], "devstral-3"],
  "a live Devstral under another's name": [[medium, model("own", { aliases: ["Devstral-Small"] })], "own"],
  "a Devstral that will be retired": [
    [model("devstral-3", { retiredAt: future, replacement: "x" }), medium],
    "devstral-3",
  ],
  "the live one among retired ones": [
    [retired("devstral-1", "mistral-medium-3-5"), model("devstral-2"), medium],
    "devstral-2",
  ],
  "a Devstral that does not chat": [[model("devstral-embed", { chats: false }), medium], DEFAULT_CHAT_MODEL],
  "a retired one with an heir": [[retired("devstral-2", "mistral-medium-3-5"), medium], "mistral-medium-3-5"],
  "an heir by its alias": [[retired("devstral-2", "mistral-medium-latest"), medium], "mistral-medium-latest"],
  "an heir of an heir": [[retired("devstral-1", "b"), retired("b", "c"), model("c"), medium], "c"],
  "heirs in a circle": [[retired("devstral-1", "b"), retired("b", "devstral-1"), medium], DEFAULT_CHAT_MODEL],
  "its own heir": [[retired("devstral-1", "devstral-1"), medium], DEFAULT_CHAT_MODEL],
  "its own heir by an alias": [[retired("devstral-1", "d", { aliases: ["d"] }), medium], DEFAULT_CHAT_MODEL],
  "an heir that is not listed": [[retired("devstral-1", "gone"), medium], DEFAULT_CHAT_MODEL],
  "an heir that does not chat": [
    [retired("devstral-1", "e"), model("e", { chats: false }), medium],
    DEFAULT_CHAT_MODEL,
  ],
  "the second one's heir": [[retired("devstral-1", "gone"), retired("devstral-2", "c"), model("c"), medium], "c"],
  "an own server with one model": [[model("qwen")], "qwen"],
  "an own server with models that do not all chat": [[model("embed", { chats: false }), model("qwen")], "qwen"],
  "nothing that chats": [[model("embed", { chats: false })], DEFAULT_CHAT_MODEL],
};

const named: Readonly<Record<string, readonly [string, readonly Model[], ReturnType<typeof chooseChatModel>]>> = {
  live: ["mistral-medium-3-5", [medium], { model: "mistral-medium-3-5" }],
  "live, by its alias": ["mistral-medium-latest", [medium], { model: "mistral-medium-latest" }],
  unknown: ["my-model", [medium], { model: "my-model" }],
  "with no list": ["my-model", [], { model: "my-model" }],
  "retired, with an heir": [
    "devstral-2",
    [retired("devstral-2", "mistral-medium-3-5"), medium],
    unusable("devstral-2", "it is retired, and the server names mistral-medium-3-5 in its place"),
  ],
  "retired, by its alias": [
    "devstral-latest",
    [retired("devstral-2", "mistral-medium-3-5", { aliases: ["devstral-latest"] }), medium],
    unusable("devstral-latest", "it is retired, and the server names mistral-medium-3-5 in its place"),
  ],
  "retired, without an heir": ["devstral-2", [retired("devstral-2")], unusable("devstral-2", "it is retired")],
  "not one that chats": ["embed", [model("embed", { chats: false })], unusable("embed", "it does not chat")],
};

function unusable(name: string, detail: string): ReturnType<typeof chooseChatModel> {
  return { kind: "unusableModel", model: name, detail };
}

describe("the chat model, chosen automatically", () => {
  for (const [name, [models, expected]] of Object.entries(auto)) {
    it(name, () => assert.deepEqual(chooseChatModel("auto", models, now), { model: expected }));
  }
});

describe("the chat model that the setting names", () => {
  for (const [name, [setting, models, expected]] of Object.entries(named)) {
    it(name, () => assert.deepEqual(chooseChatModel(setting, models, now), expected));
  }
});

describe("the chat model of a server", () => {
  const fixture = mistralForEachTest();
  const also = [modelCard("devstral-small-3", ["devstral-small-latest"], 131_072, { completion_chat: true })];

  const catalogues: Readonly<Record<string, readonly [Catalogue, string]>> = {
    "the public API": [publicCatalogue(), "mistral-medium-3-5"],
    "the public API without its retired models": [publicCatalogue({ retired: "absent" }), DEFAULT_CHAT_MODEL],
    "the public API with an entry for each alias": [publicCatalogue({ entries: "aliases" }), "mistral-medium-3-5"],
    "a server with a live Devstral": [publicCatalogue({ also }), "devstral-small-3"],
    "an own server": [bareCatalogue(["Devstral-Small-2507"]), "Devstral-Small-2507"],
    "an own server of something else": [bareCatalogue(["qwen3-coder"]), "qwen3-coder"],
  };
  for (const [name, [catalogue, expected]] of Object.entries(catalogues)) {
    it(name, async () => {
      const { client, server } = fixture();
      server.models = catalogue;
      const models = await new ModelCatalog(client, listModels).list(never());
      assert.ok(isList(models));
      assert.equal(automaticChatModel(models, now), expected);
    });
  }
});
