import assert from "node:assert/strict";
import * as fc from "fast-check";
import { engineFor, textsOf, wanted } from "./engineFor";
import { settled } from "./liveModel";
import { CURSOR, marked } from "./marked";

describe("the completion engine", () => {
  describe("asks", () => {
    it("for what comes between prefix and suffix, and names the document to the server without naming it", async () => {
      const { model, suggest } = engineFor();
      model.ahead = "+++++ src/other.ts\nconst a = 1;\n+++++ src/file.typescript\n";
      void suggest("x = █\ny = 2");
      await settled();
      const { promptCacheKey, maxTokens, ...request } = model.last.request;
      assert.deepEqual(request, {
        model: "codestral-test",
        prefix: `${model.ahead}x = `,
        suffix: "\ny = 2",
        contextLength: model.ahead.length,
        stop: [],
        temperature: 0,
        sources: [{ path: "src/file.typescript", characters: "x = \ny = 2".length }],
      });
      assert.ok(maxTokens >= 100 && maxTokens <= 512);
      assert.match(promptCacheKey ?? "", /^[0-9a-f]{32}$/);
    });

    it("and says of which files the prompt is made, the document itself first", async () => {
      const { model, engine } = engineFor();
      const other = { path: "src/other.ts", lines: { first: 3, last: 40 }, characters: 120 };
      model.from = [other];
      void engine.suggest({ ...marked("x = █;"), lines: { first: 7, last: 9 } }, new AbortController().signal);
      await settled();
      assert.deepEqual(model.last.request.sources, [
        { path: marked("█").path, lines: { first: 7, last: 9 }, characters: 5 },
        other,
      ]);
    });

    it("with the same suffix while an editor closes brackets behind the cursor", async () => {
      const { model, suggest } = engineFor();
      void suggest("f(█)\nnext();");
      await settled();
      assert.equal(model.last.request.suffix, "\nnext();");
    });

    it("before the editor does, when a key is pressed, and once for both", async () => {
      const { model, suggest, typed } = engineFor();
      typed("return █");
      await settled();
      assert.equal(model.asked.length, 1);
      const suggestions = suggest("return █");
      await settled();
      await model.last.say("total;\n}");
      assert.deepEqual(textsOf(await suggestions), ["total;"]);
      assert.equal((await suggest("return █"))[0]?.source, "cached");
      assert.equal(model.asked.length, 1);
    });

    it("at the start of a line at once, and elsewhere not faster than it is worth it", async () => {
      const { model, clock, typed } = engineFor();
      typed("\n  █");
      typed("\n  x█");
      await settled();
      assert.equal(model.asked.length, 1, "what was asked for may still come out so");
      await model.last.say("return");
      typed("\n  x █");
      await settled();
      assert.deepEqual([model.asked.length, model.asked[0]?.closed], [1, true]);
      await clock.advance(200);
      typed("\n  x y█");
      await settled();
      assert.equal(model.asked.length, 2);
      await model.last.say("nothing like it");
      typed("\n  x yz█");
      typed("\n  x yz\n█");
      await settled();
      assert.equal(model.asked.length, 3);
    });

    it("at once when a suggestion was accepted", async () => {
      const { model, suggest, typed } = engineFor();
      typed("f(█");
      const first = suggest("f(█");
      await settled();
      await model.last.say("a, b");
      await model.last.end();
      assert.deepEqual(textsOf(await first), ["a, b"]);
      typed("f(a, b█");
      assert.equal(model.last.request.prefix, "f(a, b");
    });

    it("after the wait when the editor wants to know, unless it no longer does", async () => {
      const { model, clock, typed, suggest } = engineFor();
      typed("\n  █");
      await model.last.say("return");
      const gone = new AbortController();
      void suggest("\n  x█", gone.signal);
      const suggestions = suggest("\n  xy█");
      await settled();
      assert.deepEqual([model.asked.length, model.reason], [1, "typing"]);
      gone.abort();
      await clock.advance(200);
      assert.equal(model.asked.length, 2);
      await model.last.say("z;\n");
      assert.deepEqual(textsOf(await suggestions), ["z;"]);
    });

    it("nothing where a suggestion is of no use, says why, and asks there all the same when it is told to", async () => {
      const { model, engine, suggest } = engineFor();
      assert.deepEqual(await suggest("a = █ + b"), []);
      assert.equal(model.reason, "restOfLine");
      assert.deepEqual(await suggest("a = b█c"), []);
      assert.equal(model.reason, "midWord");
      assert.equal(model.asked.length, 0);
      void engine.suggest(marked("a = █ + b", "typescript", true), wanted());
      await settled();
      assert.ok(model.asked.length > 0);
    });

    it("nothing in comments and strings when the person wants nothing there", async () => {
      let parsed = 0;
      const { model, typed, suggest } = engineFor(0.3, {
        syntax: {
          placeAt: ({ prefix }) => {
            parsed++;
            return { kind: prefix.includes("//") ? "remark" : "string" };
          },
          endOf: () => undefined,
        },
      });
      model.off.add("inComment").add("inString");
      typed("// the █");
      assert.deepEqual(await suggest("// the █"), []);
      assert.equal(model.reason, "inComment");
      assert.deepEqual(await suggest('a = "█"'), []);
      assert.equal(model.reason, "inString");
      assert.equal(model.asked.length, 0);
      model.off.clear();
      parsed = 0;
      typed("// the █");
      assert.deepEqual([model.asked.length, parsed], [1, 0], "where nothing is off the key waits for no parser");
    });

    it("nothing that was never wanted", async () => {
      const { model, suggest } = engineFor();
      assert.deepEqual(await suggest("█", AbortSignal.abort()), []);
      assert.equal(model.asked.length, 0);
    });

    it("nothing of who only reads, however long the cursor rests where it was put", async () => {
      const { model, clock, engine } = engineFor();
      for (const place of ["a();\n█\nb();", "a();█\n\nb();", "a();\n\nb();█"]) {
        engine.jumped(marked(place));
        await clock.advance(60_000);
      }
      assert.equal(model.asked.length, 0);
    });

    it("where the cursor is by now, though nothing was to be said where it was", async () => {
      const { model, clock, typed, suggest } = engineFor();
      typed("c█");
      typed("const half = █");
      const suggestions = suggest("const half = █");
      await clock.advance(200);
      await model.asked[0]?.end();
      await clock.advance(200);
      await model.last.say("1;\n");
      assert.deepEqual(textsOf(await suggestions), ["1;"]);
    });

    it("less and less often where the model has nothing to say", async () => {
      const { model, clock, typed, suggest, engine } = engineFor();
      const type = async (text: string) => {
        for (let end = 1; end <= text.length; end++) {
          const place = `${text.slice(0, end)}█`;
          typed(place);
          void suggest(place);
          await clock.advance(1_000);
          if (model.asked.some(({ closed }) => !closed)) {
            await model.last.end();
          }
        }
      };
      await type("const total = items.map((item) => item.price * 2);   ");
      assert.equal(model.asked.length, 15);
      assert.equal(model.reason, "noAnswer");
      engine.jumped(marked("a();\n█"));
      await type("return x");
      assert.ok(model.asked.length > 15, "elsewhere it may have something to say");
    });
  });

  describe("lets a stream live", () => {
    it("while what is typed may come out so, and shows what is left of it", async () => {
      const { model, typed, suggest } = engineFor();
      typed("const █");
      typed("const t█");
      typed("const to█");
      const suggestions = suggest("const to█");
      await settled();
      await model.last.say("total = ");
      await model.last.say("0;\n");
      assert.deepEqual(await suggestions, [{ text: "tal = 0;", replaces: 0, extent: "line", source: "stream" }]);
      assert.equal(model.asked.length, 1);
    });

    it("until what arrives is not what was typed meanwhile, and then asks anew", async () => {
      const { model, clock, typed, suggest } = engineFor();
      typed("const █");
      typed("const x█");
      const suggestions = suggest("const x█");
      await clock.advance(200);
      await model.last.say("total = 0;");
      await clock.advance(200);
      assert.deepEqual([model.asked.length, model.asked[0]?.closed], [2, true]);
      await model.last.say(" = 1;\n");
      assert.deepEqual(textsOf(await suggestions), [" = 1;"]);
    });

    it("when the editor is cancelled by the next key, but not when the cursor goes elsewhere", async () => {
      const { model, engine, suggest } = engineFor();
      const cancel = new AbortController();
      const suggestions = suggest("const █", cancel.signal);
      await settled();
      cancel.abort();
      assert.deepEqual(await suggestions, []);
      assert.equal(model.last.closed, false);
      engine.jumped({ ...marked("other█"), document: "file:///other" });
      await settled();
      assert.equal(model.last.closed, true);
    });

    it("though an item is selected in the suggest widget that the model does not mean", async () => {
      const { model, clock, engine, typed, suggest } = engineFor();
      typed("x = to█");
      await settled();
      await model.last.say("ta");
      void engine.suggest({ ...marked("x = toString█"), supposed: true }, wanted());
      await clock.advance(200);
      assert.deepEqual([model.asked.length, model.asked[0]?.closed], [2, false]);
      await model.asked[0]?.say("l;\n");
      assert.deepEqual(textsOf(await suggest("x = tot█")), ["al;"]);
      assert.equal(model.asked[1]?.closed, true, "what was only supposed is not what was typed");
    });

    it("never longer than the engine itself", async () => {
      const { model, engine, typed } = engineFor();
      typed("const █");
      void engine.suggest(marked("const █", "typescript", true), wanted());
      await settled();
      assert.equal(model.asked.length, 3);
      engine.dispose();
      await settled();
      assert.ok(model.asked.every(({ closed }) => closed));
    });

    it("only while the person types what it says, whatever they type", async () => {
      const keys = fc.array(fc.constantFrom("a", "b", " ", "\n", "(", "say", "jump"), { maxLength: 30 });
      const property = fc.asyncProperty(
        keys,
        fc.string({ unit: fc.constantFrom("a", "b", " ") }),
        async (all, says) => {
          const { model, engine, typed } = engineFor();
          let text = "x ";
          for (const key of all) {
            if (key === "say") {
              await model.asked.find(({ closed }) => !closed)?.say(says);
            } else if (key === "jump") {
              engine.jumped({ ...marked(CURSOR), document: "file:///other" });
            } else {
              text += key;
              typed(text + CURSOR);
            }
            await settled();
            const open = model.asked.filter(({ closed }) => !closed);
            assert.ok(open.length <= 2, "more streams than are worth it");
            assert.ok(key !== "jump" || open.length === 0);
          }
          engine.dispose();
          await settled();
          assert.ok(model.asked.every(({ closed }) => closed));
        },
      );
      await fc.assert(property, { numRuns: 200 });
    });
  });

  describe("cuts a stream", () => {
    it("that goes on for longer than is taken along", async () => {
      const { model, suggest } = engineFor();
      void suggest("x = █");
      await settled();
      for (let line = 1; line < 100 && !model.last.closed; line++) {
        await model.last.say(`a${line};\nb${line};\n\n`);
      }
      assert.equal(model.last.closed, true);
      assert.equal((await suggest("x = a1;█"))[0]?.source, "ahead");
    });

    it("that goes on with what stands below the cursor", async () => {
      const { model, suggest } = engineFor();
      const first = suggest("x = █\nnext(b);\n");
      await settled();
      await model.last.say("a;\nnext(b);\nafter();\n");
      assert.deepEqual(textsOf(await first), ["a;"]);
      await model.last.say("\n\n");
      assert.equal(model.last.closed, true);
      assert.deepEqual(await suggest("x = a;█\nnext(b);\n"), []);
      assert.equal(model.asked.length, 1);
    });
  });

  describe("asks nothing for", () => {
    it("what is typed as suggested, deleted back into, or known to be nothing", async () => {
      const { model, clock, suggest } = engineFor();
      const first = suggest("return █");
      await settled();
      await model.last.say("total;");
      await model.last.end();
      assert.deepEqual(textsOf(await first), ["total;"]);
      assert.deepEqual(textsOf(await suggest("return to█")), ["tal;"]);
      assert.deepEqual(textsOf(await suggest("return █")), ["total;"]);
      const nothing = suggest("return total;█");
      await clock.advance(200);
      await model.last.end();
      assert.deepEqual(await nothing, []);
      assert.deepEqual(await suggest("return total;█"), []);
      assert.deepEqual([model.asked.length, model.reason], [2, "noAnswer"]);
    });

    it("what is known, or on its way, when an import is added above", async () => {
      const { model, typed, suggest } = engineFor();
      typed("import a;\n\nx = █\n");
      const first = suggest("import a;\n\nx = █\n");
      await settled();
      await model.last.say("b;\ny = ");
      assert.deepEqual(textsOf(await first), ["b;"]);
      typed("import a;\n\nx = b;█\n");
      typed("import a;\nimport b;\n\nx = b;█\n");
      await model.last.say("c;\n\n\nz");
      assert.deepEqual(textsOf(await suggest("import a;\nimport b;\n\nx = b;█\n")), ["\ny = c;"]);
      typed("import a;\nimport b;\nimport c;\n\nx = b;█\n");
      assert.deepEqual(textsOf(await suggest("import a;\nimport b;\nimport c;\n\nx = b;█\n")), ["\ny = c;"]);
      assert.equal(model.asked.length, 1);
    });

    it("what the model went on to say behind what was shown", async () => {
      const { model, suggest } = engineFor();
      const first = suggest("{\n  const █\n}");
      await settled();
      await model.last.say("a = 1;\n  const b = 2;\n  return");
      assert.deepEqual(textsOf(await first), ["a = 1;"]);
      await model.last.say(" a;\n}\nmore();\n");
      const second = await suggest("{\n  const a = 1;█\n}");
      const text = "const b = 2;\n  return a;";
      assert.deepEqual(second, [{ text: `\n  ${text}`, replaces: 0, extent: "block", source: "ahead" }]);
      assert.deepEqual(textsOf(await suggest("{\n  const a = 1;\n  █\n}")), [text]);
      assert.equal(model.asked.length, 1);
    });

    it("what comes behind a suggestion that will be accepted, when it is: it has asked before", async () => {
      const { model, suggest } = engineFor(0.8);
      const first = suggest("f(█");
      await settled();
      await model.last.say("a);");
      await model.last.end();
      await first;
      assert.deepEqual(textsOf(await suggest("f(█")), ["a);"]);
      await settled();
      assert.equal(model.asked.length, 2);
      assert.equal(model.last.request.prefix, "f(a);");
      await model.last.say("\ng(b);");
      await model.last.end();
      assert.deepEqual(textsOf(await suggest("f(a);█")), ["\ng(b);"]);
      assert.equal(model.asked.filter(({ request }) => request.prefix === "f(a);").length, 1);
    });

    it("what comes behind a suggestion that will probably not be accepted", async () => {
      const { model, suggest } = engineFor(0.3);
      const first = suggest("f(█");
      await settled();
      await model.last.say("a);");
      await model.last.end();
      await first;
      await settled();
      assert.equal(model.asked.length, 1);
    });
  });
});
