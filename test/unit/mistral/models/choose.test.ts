import assert from "node:assert/strict";
import * as fc from "fast-check";
import { isProblem } from "../../../../src/mistral/client";
import { automaticModel, chooseModel, DEFAULT_MODELS, isUsable, type Use } from "../../../../src/mistral/models/choose";
import { capabilitiesOf, findModel, type Model } from "../../../../src/mistral/models/model";
import { type Catalogue, bareCatalogue, modelCard, publicCatalogue } from "../../../mistral/models";
import { catalogOf, never } from "../support/asks";
import { mistralForEachTest } from "../support/fixture";
import { model } from "../support/model";

const now = Date.parse("2026-08-15T00:00:00Z");
const past = now - 1;
const future = now + 1;
const DEFAULT_CHAT_MODEL = DEFAULT_MODELS.chat;

const deaf = (id: string) => model(id, {}, { chats: false });
const retired = (id: string, replacement?: string, fields: Partial<Model> = {}) =>
  model(id, { retiredAt: past, replacement, ...fields });

const medium = model("mistral-medium-3-5", { aliases: ["mistral-medium-latest"] }, { fillsInTheMiddle: false });
const codestral = model("codestral-2508", { aliases: ["codestral-latest"] });

const autoChat: Readonly<Record<string, readonly [readonly Model[], string]>> = {
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
  "a Devstral that does not chat": [[deaf("devstral-embed"), medium], DEFAULT_CHAT_MODEL],
  "a retired one with an heir": [[retired("devstral-2", "mistral-medium-3-5"), medium], "mistral-medium-3-5"],
  "an heir by its alias": [[retired("devstral-2", "mistral-medium-latest"), medium], "mistral-medium-latest"],
  "an heir of an heir": [[retired("devstral-1", "b"), retired("b", "c"), model("c"), medium], "c"],
  "heirs in a circle": [[retired("devstral-1", "b"), retired("b", "devstral-1"), medium], DEFAULT_CHAT_MODEL],
  "its own heir": [[retired("devstral-1", "devstral-1"), medium], DEFAULT_CHAT_MODEL],
  "its own heir by an alias": [[retired("devstral-1", "d", { aliases: ["d"] }), medium], DEFAULT_CHAT_MODEL],
  "an heir that is not listed": [[retired("devstral-1", "gone"), medium], DEFAULT_CHAT_MODEL],
  "an heir that does not chat": [[retired("devstral-1", "e"), deaf("e"), medium], DEFAULT_CHAT_MODEL],
  "the second one's heir": [[retired("devstral-1", "gone"), retired("devstral-2", "c"), model("c"), medium], "c"],
  "an own server with one model": [[model("qwen")], "qwen"],
  "an own server with models that do not all chat": [[deaf("embed"), model("qwen")], "qwen"],
  "nothing that chats": [[deaf("embed")], DEFAULT_CHAT_MODEL],
  "a retired default with an heir": [
    [
      retired("mistral-medium-3-5", "mistral-4", { aliases: ["mistral-medium-latest"] }),
      model("a"),
      model("mistral-4"),
    ],
    "mistral-4",
  ],
};

const autoCompletion: Readonly<Record<string, readonly [readonly Model[], string]>> = {
  "the server could not say": [[], "codestral-latest"],
  "the public API": [[medium, codestral], "codestral-latest"],
  "a Codestral under another name": [[medium, model("own/Codestral-22B")], "own/Codestral-22B"],
  "a retired Codestral with an heir": [
    [retired("codestral-2508", "codestral-3", { aliases: ["codestral-latest"] }), model("codestral-3")],
    "codestral-3",
  ],
  "a retired Codestral whose heir has another name": [
    [retired("codestral-2508", "filler", { aliases: ["codestral-latest"] }), model("zeta"), model("filler")],
    "filler",
  ],
  "an own server with one model": [[model("qwen-coder")], "qwen-coder"],
  "nothing that fills in the middle": [[medium], "codestral-latest"],
};

const named: Readonly<Record<string, readonly [Use, string, readonly Model[], ReturnType<typeof chooseModel>]>> = {
  live: ["chat", "mistral-medium-3-5", [medium], { model: "mistral-medium-3-5" }],
  "live, by its alias": ["chat", "mistral-medium-latest", [medium], { model: "mistral-medium-latest" }],
  unknown: ["chat", "my-model", [medium], { model: "my-model" }],
  "with no list": ["chat", "my-model", [], { model: "my-model" }],
  "retired, with an heir": [
    "chat",
    "devstral-2",
    [retired("devstral-2", "mistral-medium-3-5"), medium],
    { model: "mistral-medium-3-5", insteadOf: "devstral-2" },
  ],
  "retired, by its alias": [
    "chat",
    "devstral-latest",
    [retired("devstral-2", "mistral-medium-3-5", { aliases: ["devstral-latest"] }), medium],
    { model: "mistral-medium-3-5", insteadOf: "devstral-latest" },
  ],
  "a retired one's alias that another has now": [
    "chat",
    "devstral-latest",
    [
      retired("devstral-2", "x", { aliases: ["devstral-latest"] }),
      model("devstral-3", { aliases: ["devstral-latest"] }),
    ],
    { model: "devstral-latest" },
  ],
  "retired, without an heir": ["chat", "devstral-2", [retired("devstral-2")], unusable("devstral-2", noHeir())],
  "retired, with an heir that is retired": [
    "chat",
    "devstral-2",
    [retired("devstral-2", "b"), retired("b")],
    unusable("devstral-2", noHeir()),
  ],
  "not one that chats": ["chat", "embed", [deaf("embed")], unusable("embed", "it does not chat")],
  "not one that fills in": [
    "completion",
    "mistral-medium-3-5",
    [medium],
    unusable("mistral-medium-3-5", "it does not fill in the middle"),
  ],
  "retired, with an heir that fills in": [
    "completion",
    "codestral-1",
    [retired("codestral-1", "codestral-latest"), codestral],
    { model: "codestral-latest", insteadOf: "codestral-1" },
  ],
  "retired, with an heir that only chats": [
    "completion",
    "codestral-1",
    [retired("codestral-1", "mistral-medium-3-5"), medium],
    unusable("codestral-1", noHeir()),
  ],
};

function noHeir(): string {
  return "it is retired, and the server names no live one in its place";
}

function unusable(name: string, detail: string): ReturnType<typeof chooseModel> {
  return { kind: "unusableModel", model: name, detail };
}

describe("the chat model, chosen automatically", () => {
  for (const [name, [models, expected]] of Object.entries(autoChat)) {
    it(name, () => assert.deepEqual(chooseModel("chat", "auto", models, now), { model: expected }));
  }
});

describe("the completion model, chosen automatically", () => {
  for (const [name, [models, expected]] of Object.entries(autoCompletion)) {
    it(name, () => assert.deepEqual(chooseModel("completion", "auto", models, now), { model: expected }));
  }
});

describe("the model that the setting names", () => {
  for (const [name, [use, setting, models, expected]] of Object.entries(named)) {
    it(name, () => assert.deepEqual(chooseModel(use, setting, models, now), expected));
  }
});

describe("any catalogue", () => {
  const names = ["devstral-1", "codestral-latest", "a", "b", "c", "d"];
  const name = fc.constantFrom(...names);
  const anyModel = fc
    .record({
      id: name,
      aliases: fc.array(name, { maxLength: 2 }),
      replacement: fc.option(fc.constantFrom(...names, "gone"), { nil: undefined }),
      retiredAt: fc.constantFrom(past, past, future, undefined),
      chats: fc.boolean(),
      fillsInTheMiddle: fc.boolean(),
    })
    .map(({ id, chats, fillsInTheMiddle, ...fields }) => model(id, fields, { chats, fillsInTheMiddle }));

  it("gives a usable model in a retired one's place, the first of its chain, or says that there is none", () => {
    const use = fc.constantFrom<Use>("chat", "completion");
    fc.assert(
      fc.property(use, name, fc.array(anyModel, { maxLength: 8 }), (use, setting, models) => {
        const choice = chooseModel(use, setting, models, now);
        const found = findModel(setting, models, now);
        const firstUsable = chainOf(found, models).find((one) => isUsable(use, one, now));
        if (isProblem(choice)) {
          assert.ok(found && !isUsable(use, found, now));
          if (found.retiredAt === past) assert.equal(firstUsable, undefined);
        } else if (choice.insteadOf !== undefined) {
          assert.deepEqual([choice.insteadOf, found?.retiredAt], [setting, past]);
          assert.equal(findModel(choice.model, models, now), firstUsable);
        } else {
          assert.equal(choice.model, setting);
          assert.ok(found === undefined || isUsable(use, found, now));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("has an automatic choice that is usable, if any of its models is", () => {
    const use = fc.constantFrom<Use>("chat", "completion");
    fc.assert(
      fc.property(use, fc.uniqueArray(anyModel, { selector: ({ id }) => id, maxLength: 8 }), (use, models) => {
        const chosen = findModel(automaticModel(use, models, now), models, now);
        const isAny = models.some((one) => isUsable(use, one, now));
        assert.equal(chosen !== undefined && isUsable(use, chosen, now), isAny, JSON.stringify(chosen));
      }),
      { numRuns: 1_000 },
    );
  });

  /** A model and those that come after it, once each, while they must be passed over. */
  function chainOf(first: Model | undefined, models: readonly Model[]): Model[] {
    const chain: Model[] = [];
    for (let next = first; next && !chain.some(({ id }) => id === next?.id); ) {
      chain.push(next);
      next = next.replacement === undefined ? undefined : findModel(next.replacement, models, now);
    }
    return chain;
  }
});

describe("what a model can do", () => {
  const models = [model("says", { aliases: ["alias"] }, { sees: true, reasons: false }), model("says-nothing")];
  it("is what the server says", () => {
    assert.deepEqual(capabilitiesOf("says", models), { sees: true, reasons: false });
    assert.deepEqual(capabilitiesOf("alias", models), { sees: true, reasons: false });
  });
  it("is nothing but text where the server does not say", () => {
    assert.deepEqual(capabilitiesOf("says-nothing", models), { sees: false, reasons: false });
  });
  it("is not known of a model that is not listed", () => {
    assert.equal(capabilitiesOf("other", models), undefined);
  });
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
      const listing = await catalogOf(client).list("chat", never());
      assert.ok(!isProblem(listing));
      assert.equal(automaticModel("chat", listing.models, now), expected);
    });
  }
});
