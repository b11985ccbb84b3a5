import assert from "node:assert/strict";
import { isProblem } from "../../../../src/mistral/client";
import { bareCatalogue } from "../../../mistral/models";
import type { MistralServer } from "../../../mistral/server";
import { never } from "../support/asks";
import { keysFor, mistralForEachTest } from "../support/fixture";
import { ids, Window } from "./window";

const MINUTE = 60_000;

describe("the catalogue of several keys", () => {
  const fixture = mistralForEachTest();
  const other = mistralForEachTest();
  const both = () => [...keysFor(fixture().server.url, "own"), ...keysFor(other().server.url, ...other().server.keys)];
  beforeEach(() => {
    fixture().server.keys = ["own"];
    fixture().server.models = bareCatalogue(["first"]);
    other().server.models = bareCatalogue(["second"]);
  });

  it("is the first one's that has a list", async () => {
    assert.deepEqual(ids(await new Window(both()).list()), ["first"]);
    assert.equal(other().server.requests.length, 0);
  });

  for (const [name, spoil] of Object.entries({
    revoked: (server: MistralServer): void => void (server.keys = ["another"]),
    "at fault": (server: MistralServer): void => void (server.mood = { refuse: "internal" }),
    "behind a page": (server: MistralServer): void => void (server.mood = { notJson: "html" }),
  })) {
    it(`is the second one's when the first is ${name}, until the first is well again`, async () => {
      const { server } = fixture();
      spoil(server);
      const window = new Window(both());
      assert.deepEqual(ids(await window.list()), ["second"]);
      server.keys = ["own"];
      server.mood = {};
      assert.deepEqual(ids(await window.list()), ["second"]);
      assert.equal(server.requests.length, 1, "It has just been asked in vain.");
      window.now += MINUTE;
      assert.deepEqual(ids(await window.list()), ["second"], "Nobody waits for it.");
      await window.settled();
      assert.deepEqual(ids(await window.list()), ["first"]);
    });
  }

  it("is the second one's when the first is silent, and the next who asks does not wait", async () => {
    const { server } = fixture();
    server.mood = { silent: true };
    const window = new Window(both());
    const listed = window.list();
    await server.waitForRequest(() => true);
    assert.equal(other().server.requests.length, 0);
    await window.clock.advance(2_000);
    assert.deepEqual(ids(await listed), ["second"]);
    window.patienceMs = 50;
    assert.ok(server.requests.length > 0);
  });

  it("says of the first what is wrong when none has one", async () => {
    const window = new Window(both());
    fixture().server.mood = { refuse: "internal" };
    other().server.keys = ["another"];
    const problem = await window.catalog.list("chat", never());
    assert.ok(isProblem(problem) && problem.kind === "serverError", JSON.stringify(problem));
  });
});
