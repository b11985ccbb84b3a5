import assert from "node:assert/strict";
import { Oracle } from "../../../bench/replay/oracle";
import { VirtualClock } from "../../../bench/replay/virtualClock";

const TEXT = "if (a) {\n    go();\n}";
const TYPED = "if (a) {\n    ";

describe("the oracle", () => {
  for (const [what, prefix, said] of [
    ["what stands in the file", TYPED, "go();"],
    ["the same with context ahead of it", `Path: a.ts\n${TYPED}`, "go();"],
    ["the same without the line's indentation", `Path: a.ts\n${TYPED.trimEnd()}\n`, "    go();"],
  ] as const) {
    it(`knows the place by ${what}`, async () => {
      const options = { seed: 1, right: 1, latency: 1, tokenTime: 0, elsewhere: ["somewhere else"] };
      const clock = new VirtualClock();
      const oracle = new Oracle(clock, options);
      oracle.task = { path: "a.ts", languageId: "typescript", before: "", text: TEXT, after: "" };
      oracle.progress = TYPED.length;
      let answer = "";
      const ask = async () => {
        const request = { model: "", prefix, suffix: "", maxTokens: 100, stop: ["\n"], temperature: 0 };
        for await (const event of oracle.ask(request, new AbortController().signal)) {
          if (event.kind === "text") answer += event.text;
        }
      };
      await clock.run(ask());
      assert.equal(answer, said);
    });
  }
});
