import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import { engineFor, textsOf, wanted } from "./engineFor";
import { settled } from "./liveModel";
import { marked } from "./marked";

describe("the completion engine, answering,", () => {
  describe("shows", () => {
    it("the rest of a suggestion, however far it is typed into", async () => {
      const texts = fc.string({
        unit: fc.constantFrom("a", "b", "(", ")", " ", ".", '"'),
        minLength: 1,
        maxLength: 30,
      });
      const property = fc.asyncProperty(texts, async (text) => {
        const { model, suggest } = engineFor();
        const suggestions = suggest("x = █");
        await settled();
        await model.last.say(`${text}\n`);
        await model.last.end();
        const [shown] = await suggestions;
        const asked = model.asked.length;
        const all = shown?.text ?? "";
        for (let typed = 1; typed < all.length; typed++) {
          const [rest] = await suggest(`x = ${all.slice(0, typed)}█`);
          assert.deepEqual([rest?.text, rest?.source], [all.slice(typed), "typed"]);
        }
        assert.equal(model.asked.length, asked);
      });
      await fc.assert(property, { numRuns: 200 });
    });

    it("up to three different ones to whoever asks for them", async () => {
      const { model, engine } = engineFor();
      const suggestions = engine.suggest(marked("x = █", "typescript", true), wanted());
      await settled();
      assert.deepEqual(
        model.asked.map(({ request }) => request.temperature).toSorted((a, b) => a - b),
        [0, 0.7, 0.7],
      );
      for (const asked of model.asked) {
        await asked.say(asked.request.temperature === 0 ? "likely;" : asked === model.asked[0] ? "one;" : "two;");
        await asked.end();
      }
      assert.equal(new Set(textsOf(await suggestions)).size, (await suggestions).length);
      assert.equal((await suggestions)[0]?.text, "likely;");
      assert.ok((await suggestions).length >= 2);
    });

    it("the likeliest alone when the others take too long, and cuts them", async () => {
      const { model, clock, engine } = engineFor();
      const suggestions = engine.suggest(marked("x = █", "typescript", true), wanted());
      await settled();
      const likely = model.asked.find(({ request }) => request.temperature === 0);
      await likely?.say("likely;");
      await likely?.end();
      await clock.advance(1_500);
      assert.deepEqual(textsOf(await suggestions), ["likely;"]);
      assert.ok(model.asked.filter(({ request }) => request.temperature > 0).every(({ closed }) => closed));
    });

    it("what is known, and asks for more, when it is asked for", async () => {
      const { model, suggest, engine } = engineFor();
      const first = suggest("x = █");
      await settled();
      await model.last.say("1;\n");
      await first;
      const asked = model.asked.length;
      const all = engine.suggest(marked("x = █", "typescript", true), wanted());
      await settled();
      assert.equal(model.asked.length, asked + 2);
      await model.last.say("2;");
      await model.last.end();
      await model.asked.at(-2)?.say("1;");
      await model.asked.at(-2)?.end();
      assert.deepEqual(textsOf(await all), ["1;", "2;"]);
    });
  });

  describe("with a language server", () => {
    const knowing = (names: readonly string[]) => {
      const looked: string[] = [];
      const members = {
        prepare: ({ prefix }: Snapshot) => void looked.push(prefix),
        ready: async () => undefined,
        allows: (_: Snapshot, { text }: Suggestion) => names.some((name) => text.startsWith(name)),
      };
      return { looked, members };
    };

    it("looks members up while the model thinks, and shows none that does not exist", async () => {
      const { looked, members } = knowing(["add"]);
      const { model, suggest } = engineFor(0.3, { members });
      const first = suggest("list.█");
      await settled();
      assert.deepEqual(looked, ["list."]);
      await model.last.say("append(1);\n");
      assert.deepEqual(await first, []);
      assert.equal(model.reason, "filtered");
      assert.deepEqual(await suggest("list.█"), []);
      assert.equal(model.asked.length, 1);
    });

    it("shows what exists", async () => {
      const { model, suggest } = engineFor(0.3, { members: knowing(["add"]).members });
      const first = suggest("list.█");
      await settled();
      await model.last.say("add(1);\n");
      assert.deepEqual(textsOf(await first), ["add(1);"]);
    });
  });

  describe("when something goes wrong", () => {
    it("reports it, shows nothing, and asks again", async () => {
      const { model, suggest } = engineFor();
      const first = suggest("x = █");
      await settled();
      await model.last.say("half");
      await model.last.fail({ kind: "truncated" });
      assert.deepEqual(await first, []);
      assert.deepEqual([model.problems, model.reason, model.last.closed], [[{ kind: "truncated" }], "problem", true]);
      void suggest("\n█");
      await settled();
      assert.equal(model.asked.length, 2);
    });

    for (const [name, retryAfterMs, quietMs] of [
      ["as long as the server says", 3_000, 3_000],
      ["ten seconds when the server does not say", undefined, 10_000],
    ] as const) {
      it(`is quiet after a 429 for ${name}`, async () => {
        const { model, clock, engine, suggest, typed } = engineFor();
        const limited = { kind: "rateLimited", detail: "", ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
        const first = suggest("█");
        await settled();
        await model.last.fail(limited as never);
        await first;
        await clock.advance(quietMs - 1);
        typed("\n█");
        assert.deepEqual(await suggest("\n█"), []);
        assert.deepEqual([model.asked.length, model.reason], [1, "limited"]);
        void engine.suggest(marked("\n█", "typescript", true), wanted());
        await settled();
        assert.equal(model.asked.length, 4, "whoever asks for it is not held back");
        engine.dispose();
        await clock.advance(1);
        typed("\n\n█");
        await settled();
        assert.equal(model.asked.length, 5);
      });
    }

    it("leaves a server that keeps to no limit", async () => {
      const { model, suggest } = engineFor();
      void suggest("x = █");
      await settled();
      for (let at = 0; at < 100 && !model.last.closed; at++) {
        await model.last.say("wordy ".repeat(100));
      }
      assert.equal(model.last.closed, true);
    });
  });
});
