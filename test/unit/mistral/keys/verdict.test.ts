import assert from "node:assert/strict";
import { listModels } from "../../../../src/mistral/models/listModels";
import { isProblem } from "../../../../src/mistral/client";
import { verdictOf } from "../../../../src/mistral/keys/verdict";
import type { Mood } from "../../../mistral/mood";
import { defaultKey } from "../../../mistral/server";
import { never } from "../support/asks";
import { clientFor, mistralForEachTest } from "../support/fixture";

describe("trying a key", () => {
  const fixture = mistralForEachTest();

  async function verdictWith(mood: Mood, secret = defaultKey) {
    const { server } = fixture();
    server.nextMood(mood);
    const client = clientFor(server.url);
    const connection = client.open({ name: "tried", server: server.url, secret });
    const answer = isProblem(connection) ? connection : await listModels(client, connection, never());
    return verdictOf(answer, server.url);
  }

  it("a good one is accepted", async () => {
    assert.equal((await verdictWith({})).kind, "accepted");
  });

  it("a wrong one is refused, and so is one that fits into no header", async () => {
    for (const secret of ["wrong-key-0123456789", "ключ"]) {
      const { kind, sentence } = await verdictWith({}, secret);
      assert.equal(kind, "refused");
      assert.ok(!sentence.includes(secret));
    }
  });

  it("a server without a list of models leaves it open", async () => {
    assert.equal((await verdictWith({ refuse: "notFound" })).kind, "unchecked");
  });

  it("a server in trouble says nothing about the key", async () => {
    assert.equal((await verdictWith({ refuse: "internal" })).kind, "later");
    assert.equal(verdictOf({ kind: "offline", server: "own", code: "ECONNREFUSED" }, "https://own").kind, "later");
    assert.equal(verdictOf({ kind: "rateLimited", detail: "" }, "https://own").kind, "later");
  });

  it("an address where something else answers is refused", () => {
    assert.equal(verdictOf({ kind: "malformed", server: "own" }, "https://own").kind, "refused");
  });
});
