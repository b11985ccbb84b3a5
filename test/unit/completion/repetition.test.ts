import assert from "node:assert/strict";
import * as fc from "fast-check";
import { followBrackets } from "../../../src/completion/brackets";
import { chunksOf } from "./cases";
import { expressions, gaps } from "./documents";
import { accepted, CURSOR, marked } from "./marked";
import { suggested } from "./scriptedModel";

const LANGUAGE = marked(CURSOR);

describe("a suggestion", () => {
  it("says nothing of what follows when the model runs on into it", async () => {
    const property = fc.asyncProperty(gaps, fc.nat(10), fc.boolean(), async (gap, runsOn, ended) => {
      const following = gap.suffix
        .split("\n")
        .slice(0, runsOn + 1)
        .join("\n");
      const { suggestion } = await suggested(
        { ...LANGUAGE, ...gap, explicit: false },
        [gap.missing + following],
        ended ? "stop" : "length",
      );
      const text = suggestion?.text ?? "";
      assert.ok(gap.missing.startsWith(text), `${JSON.stringify(text)} is more than ${JSON.stringify(gap.missing)}`);
      if (ended) {
        assert.notEqual(text, "");
      }
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it("leaves brackets balanced where they were and the answer's are", async () => {
    const property = fc.asyncProperty(gaps, fc.nat(10), async (gap, runsOn) => {
      fc.pre(gap.missing.split("\n").length <= 24);
      const following = gap.suffix
        .split("\n")
        .slice(0, runsOn + 1)
        .join("\n");
      const snapshot = { ...LANGUAGE, ...gap, explicit: false };
      const { suggestion } = await suggested(snapshot, [gap.missing + following]);
      assert.deepEqual(followBrackets(accepted(snapshot, suggestion).replace(CURSOR, "")), { open: [], stray: 0 });
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it("does not end with lines that stand below, whatever the model says", async () => {
    const property = fc.asyncProperty(gaps, fc.array(fc.nat(), { maxLength: 8 }), async (gap, picks) => {
      const lines = (gap.prefix + gap.missing + gap.suffix).split("\n");
      const answer = picks.map((pick) => lines[pick % lines.length] ?? "").join("\n");
      const snapshot = { ...LANGUAGE, ...gap, explicit: false };
      const { suggestion } = await suggested(snapshot, [answer]);
      if (suggestion) {
        const said = (gap.prefix + suggestion.text).split("\n").slice(gap.prefix.split("\n").length - 1);
        const below = gap.suffix.split("\n").slice(1);
        for (let length = 1; length <= said.length; length++) {
          const tail = said.slice(-length);
          if (/\w/.test(tail[0] ?? "")) {
            assert.notDeepEqual(tail, below.slice(0, length));
          }
        }
      }
    });
    const twice = { prefix: "{\n", missing: "  a();", suffix: "\n  b();\n}" };
    await fc.assert(property, { numRuns: 300, examples: [[twice, [2, 2]]] });
  });

  it("makes the line whole when the model says the rest of it too", async () => {
    const property = fc.asyncProperty(expressions, fc.nat(), fc.nat(), async (tokens, start, length) => {
      const from = start % tokens.length;
      const to = from + 1 + (length % (tokens.length - from));
      const line = (a: number, b?: number) => tokens.slice(a, b).join("");
      const snapshot = { ...LANGUAGE, prefix: `x = ${line(0, from)}`, suffix: `${line(to)};\ny();`, explicit: true };
      const { suggestion } = await suggested(snapshot, [`${line(from)};\nz();`]);
      assert.equal(accepted(snapshot, suggestion).replace(CURSOR, ""), `x = ${line(0)};\ny();`);
    });
    await fc.assert(property, { numRuns: 500 });
  });

  it("is the same however the answer is cut into chunks", async () => {
    const cases = gaps.chain((gap) => fc.record({ gap: fc.constant(gap), chunks: chunksOf(gap.missing + gap.suffix) }));
    const property = fc.asyncProperty(cases, fc.constantFrom("stop", "length"), async ({ gap, chunks }, ending) => {
      const snapshot = { ...LANGUAGE, ...gap, explicit: false };
      const whole = await suggested(snapshot, [chunks.join("")], ending);
      assert.deepEqual((await suggested(snapshot, chunks, ending)).suggestion, whole.suggestion);
    });
    await fc.assert(property, { numRuns: 200 });
  });
});
