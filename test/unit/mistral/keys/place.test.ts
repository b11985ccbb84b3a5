import assert from "node:assert/strict";
import { placeKey } from "../../../../src/mistral/keys/place";
import { CODESTRAL, MISTRAL } from "../../../../src/mistral/keys/servers";
import type { Verdict } from "../../../../src/mistral/keys/verdict";

describe("where a key that was brought in belongs", () => {
  /** @param said by each server, in the order they are asked */
  async function place(isCodestral: boolean, server: string, ...said: (Verdict["kind"] | undefined)[]) {
    const asked: string[] = [];
    const placed = await placeKey({ secret: "s", ...(isCodestral ? { isCodestral } : {}) }, server, async (one) => {
      const kind = said[asked.length];
      asked.push(one);
      return kind && { verdict: { kind, sentence: "" } };
    });
    return { asked, server: placed?.server, kind: placed?.trial.verdict.kind };
  }

  it("a Codestral key that the server takes is one like any other", async () => {
    assert.deepEqual(await place(true, MISTRAL, "accepted"), { asked: [MISTRAL], server: MISTRAL, kind: "accepted" });
  });

  it("a Codestral key that it refuses, or that it cannot be asked about, is for codestral.mistral.ai", async () => {
    for (const first of ["refused", "later"] as const) {
      const expected = { asked: [MISTRAL, CODESTRAL], server: CODESTRAL, kind: "unchecked" };
      assert.deepEqual(await place(true, MISTRAL, first, "unchecked"), expected);
    }
  });

  it("a key of another name is tried nowhere else", async () => {
    assert.deepEqual(await place(false, MISTRAL, "refused"), { asked: [MISTRAL], server: MISTRAL, kind: "refused" });
  });

  it("a key for an own server goes to no other", async () => {
    const own = "https://own.example";
    assert.deepEqual(await place(true, own, "refused"), { asked: [own], server: own, kind: "refused" });
    assert.deepEqual(await place(true, CODESTRAL, "refused"), {
      asked: [CODESTRAL],
      server: CODESTRAL,
      kind: "refused",
    });
  });

  it("nowhere when cancelled", async () => {
    assert.equal((await place(true, MISTRAL, undefined)).server, undefined);
    assert.equal((await place(true, MISTRAL, "refused", undefined)).server, undefined);
  });
});
