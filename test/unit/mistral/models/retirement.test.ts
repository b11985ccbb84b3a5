import assert from "node:assert/strict";
import { dateOf, noticeFor } from "../../../../src/mistral/models/retirement";
import type { Model } from "../../../../src/mistral/models/model";
import { model } from "../support/model";

const now = Date.parse("2026-08-15T12:00:00Z");
const DAY = 24 * 60 * 60_000;

const listing = (models: readonly Model[], server = "api.mistral.ai") => ({
  server,
  models,
  at: now,
  problem: undefined,
});
const medium = model("mistral-medium-3-5", { aliases: ["mistral-medium-latest"] });
const small = model("mistral-small-2603");
const ending = (id: string, days: number, replacement?: string, aliases: readonly string[] = []) =>
  model(id, { retiredAt: now + days * DAY, replacement, aliases });

describe("a model that is going to be retired", () => {
  it("is announced within 30 days of its end, with what comes then and what that costs", () => {
    const soon = listing([ending("mistral-small-2603", 30, "mistral-medium-3-5"), medium]);
    assert.deepEqual(noticeFor("chat", "mistral-small-2603", soon, now), {
      id: "chat mistral-small-2603 2026-09-14",
      sentence:
        "mistral-small-2603, which answers in the chat, retires on 2026-09-14; then comes mistral-medium-3-5, at about $1.50 / $7.50 per million tokens.",
    });
    const later = listing([ending("mistral-small-2603", 30 + 1 / 86_400, "mistral-medium-3-5"), medium]);
    assert.equal(noticeFor("chat", "mistral-small-2603", later, now), undefined);
  });

  it("is announced also where it was chosen automatically or by an alias", () => {
    const models = listing([ending("codestral-2508", 3, undefined, ["codestral-latest"])]);
    const sentence =
      "codestral-latest, which writes ghost text, retires on 2026-08-18; the server names no model in its place.";
    assert.equal(noticeFor("completion", "auto", models, now)?.sentence, sentence);
    assert.equal(noticeFor("completion", "codestral-latest", models, now)?.sentence, sentence);
  });

  it("is told apart by its use and its date", () => {
    const id = (days: number, use: "chat" | "completion") =>
      noticeFor(use, "a", listing([ending("a", days, "b"), model("b")]), now)?.id;
    assert.equal(id(3, "chat"), id(3, "chat"));
    assert.equal(new Set([id(3, "chat"), id(4, "chat"), id(3, "completion")]).size, 3);
  });

  it("is no news where another one is in use, or nothing is known", () => {
    const models = listing([ending("a", 3, "b"), model("b")]);
    assert.equal(noticeFor("chat", "b", models, now), undefined);
    assert.equal(noticeFor("chat", "elsewhere", models, now), undefined);
    assert.equal(noticeFor("chat", "a", listing([]), now), undefined);
  });
});

describe("a model that is retired", () => {
  const sentenceOf = (was: string, models: readonly Model[], server?: string) =>
    noticeFor("chat", was, listing(models, server), now)?.sentence;

  it("is replaced, and the person hears what that costs", () => {
    assert.equal(
      sentenceOf("mistral-small-2603", [ending("mistral-small-2603", -1, "mistral-medium-3-5"), medium]),
      "mistral-small-2603 is retired; mistral-medium-3-5 answers in the chat in its place, at about $1.50 / $7.50 per million tokens.",
    );
  });

  it("is replaced at the same price, which is no news", () => {
    const twin = ending("ministral-3b-latest", -1, "ministral-3b-2512");
    assert.equal(
      sentenceOf("ministral-3b-latest", [twin, model("ministral-3b-2512")]),
      "ministral-3b-latest is retired; ministral-3b-2512 answers in the chat in its place.",
    );
  });

  it("of a server whose prices nobody knows", () => {
    assert.equal(
      sentenceOf("a", [ending("a", -1, "mistral-small-2603"), small], "127.0.0.1:8000"),
      "a is retired; mistral-small-2603 answers in the chat in its place.",
    );
  });

  it("is news again when its heir has an heir", () => {
    const first = noticeFor("chat", "a", listing([ending("a", -9, "b"), model("b")]), now);
    const second = noticeFor("chat", "a", listing([ending("a", -9, "b"), ending("b", -1, "c"), model("c")]), now);
    assert.ok(first && second);
    assert.notEqual(first.id, second.id);
  });

  it("that has no heir is a problem and no news; and so is one that `auto` passes over", () => {
    assert.equal(sentenceOf("a", [ending("a", -1, "gone")]), undefined);
    assert.equal(sentenceOf("auto", [ending("devstral-2512", -1, "mistral-medium-3-5"), medium]), undefined);
  });
});

it("a date is the day's", () => assert.equal(dateOf(Date.parse("2026-12-01T23:59:59Z")), "2026-12-01"));
