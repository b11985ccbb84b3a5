import assert from "node:assert/strict";
import { aboutPrice, costAt, costOf, PRICES_AS_OF, priceOf, shortPrice } from "../../../../src/mistral/models/prices";
import table from "../../../../src/mistral/models/prices.json";
import { publicCatalogue } from "../../../mistral/models";
import { model } from "../support/model";

const API = "api.mistral.ai";
const close = (actual: number | undefined, expected: number) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

describe("prices", () => {
  it("are known for all models that the API lists for text, and say from when they are", () => {
    const sellText = publicCatalogue().listed.filter(
      ({ capabilities, deprecation }) => capabilities?.completion_chat && deprecation === null,
    );
    assert.ok(sellText.length > 5);
    for (const { id, aliases } of sellText) {
      for (const name of [id, ...(aliases ?? [])]) assert.ok(priceOf(name, API), name);
    }
    assert.match(PRICES_AS_OF, /^\d{4}-\d{2}$/);
  });

  it("are positive, and no name stands for two models", () => {
    const names = Object.entries(table.models).flatMap(([id, { aliases }]) => [id, ...aliases]);
    assert.equal(new Set(names).size, names.length);
    const free = ["mistral-moderation-2603"];
    for (const [name, { aliases: _aliases, ...prices }] of Object.entries(table.models)) {
      const sum = Object.values(prices).reduce((all, price) => all + price, 0);
      assert.equal(sum > 0, !free.includes(name), name);
      assert.ok(Object.values(prices).every((price) => price >= 0));
    }
  });

  it("count what the server had read before at a tenth", () => {
    const usage = { prompt: 1_000_000, completion: 100_000, cached: 400_000 };
    close(costOf("mistral-medium-3-5", API, usage), 0.6 * 1.5 + 0.4 * 0.15 + 0.1 * 7.5);
    close(costOf("codestral-latest", "codestral.mistral.ai", { prompt: 1000, completion: 10, cached: 0 }), 0.000309);
    close(costOf("codestral-latest", API, { prompt: 0, completion: 0, cached: 0 }), 0);
    // A server that counts more cached tokens than it was sent is not owed a discount on them.
    close(costOf("codestral-latest", API, { prompt: 10, completion: 0, cached: 1000 }), (10 * 0.03) / 1e6);
  });

  it("are by the page and by the minute too, and nothing where a model is free", () => {
    const none = { prompt: 0, completion: 0, cached: 0 };
    close(costOf("mistral-ocr-latest", API, { ...none, pages: 250 }), 1);
    close(costOf("mistral-ocr-latest", "api.eu.mistral.ai", { ...none, pages: 250 }), 1.1);
    close(costOf("voxtral-mini-latest", API, { ...none, prompt: 10, completion: 9, audioSeconds: 90 }), 0.0045);
    close(costOf("mistral-moderation-latest", API, { ...none, prompt: 1_000 }), 0);
    close(costAt({ millionCharacters: 16 }, { ...none, characters: 500_000 }), 8);
    // What has no price is not free.
    assert.equal(costOf("codestral-latest", API, { ...none, pages: 1 }), undefined);
    assert.equal(costOf("mistral-ocr-latest", API, { ...none, prompt: 10 }), undefined);
    const said = (name: string) => shortPrice(priceOf(name, API) ?? assert.fail(name));
    assert.equal(said("mistral-ocr-latest"), "about $4.00 per 1,000 pages");
    assert.equal(said("voxtral-mini-latest"), "about $0.0030 per minute");
    assert.equal(said("mistral-moderation-2603"), "free");
  });

  it("are a tenth higher in one region only", () => {
    for (const server of ["api.eu.mistral.ai", "https://api.us.mistral.ai/v1"]) {
      close(priceOf("mistral-large-latest", server)?.tokens?.input, 0.55);
      close(priceOf("mistral-large-latest", server)?.tokens?.cachedInput, 0.055);
      close(priceOf("mistral-large-latest", server)?.tokens?.output, 1.65);
    }
    close(priceOf("mistral-large-latest", API)?.tokens?.output, 1.5);
  });

  it("are not known, and not nothing, of other servers and other models", () => {
    const usage = { prompt: 10, completion: 10, cached: 0 };
    for (const server of ["127.0.0.1:8000", "http://localhost:8080/v1", "mistral.ai.example", "notmistral.ai", ""]) {
      assert.equal(costOf("codestral-latest", server, usage), undefined, server);
    }
    for (const name of ["codestral-2601", "ft:codestral-latest:me", "", "toString"]) {
      assert.equal(costOf(name, API, usage), undefined, name);
    }
  });

  it("follow an alias to the model that it stands for now", () => {
    const moved = [model("mistral-small-2603", { aliases: ["codestral-latest"] })];
    close(priceOf("codestral-latest", API, moved)?.tokens?.input, 0.15);
    const unknown = [model("codestral-2701", { aliases: ["codestral-latest"] })];
    assert.equal(priceOf("codestral-latest", API, unknown), undefined);
    assert.equal(priceOf("codestral-2701", API, unknown), undefined);
    assert.equal(
      priceOf("codestral-latest", API, [model("codestral-latest", { aliases: ["codestral-2701"] })]),
      undefined,
    );
    const eachName = [model("codestral-latest", { aliases: ["codestral-2508"] })];
    close(priceOf("codestral-latest", API, eachName)?.tokens?.input, 0.3);
    close(priceOf("codestral-latest", API, [model("codestral-latest")])?.tokens?.input, 0.3);
  });

  it("hold behind a company's gateway, and not for weights that somebody serves under the same name", () => {
    const server = "ai.example.com/mistral";
    const served = (owner: string | undefined) => [model("mistral-small-2603", { owner })];
    assert.ok(priceOf("mistral-small-2603", server, served("mistralai")));
    assert.equal(priceOf("mistral-small-2603", server, served("vllm")), undefined);
    assert.equal(priceOf("mistral-small-2603", server, served(undefined)), undefined);
  });

  it("read as people write them", () => {
    const price = priceOf("codestral-latest", API);
    assert.ok(price);
    assert.equal(shortPrice(price), "about $0.30 / $0.90");
    assert.equal(aboutPrice(price), "about $0.30 / $0.90 per million tokens");
  });
});
