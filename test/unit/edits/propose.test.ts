import assert from "node:assert/strict";
import type { RefactoringEdit } from "../../../src/edits/answers";
import { hashOf, textAfter } from "../../../src/edits/changeSet";
import { propose, type Turn } from "../../../src/edits/propose";
import { simplify } from "../../../src/edits/recipes/simplify";
import { writeTests } from "../../../src/edits/recipes/writeTests";
import type { Recipe } from "../../../src/edits/recipes/recipe";
import type { SnapshotTarget } from "../../../src/edits/target";
import { lastQuestion, textOf } from "../../mistral/requests";
import { never } from "../mistral/support/asks";
import { mistralForEachTest } from "../mistral/support/fixture";

const text = "import a\n\nold();\n\nfunction late() {}\n";
const start = text.indexOf("old");
const target: SnapshotTarget = {
  ...{ uri: "file:///a.ts", path: "a.ts", languageId: "typescript", eol: "\n", text },
  ...{ start, end: start + "old();".length },
  before: { text, hash: hashOf(text), version: 1, eol: "\n", encoding: "utf8", isDirty: false },
};
const facts = { request: "", languageId: "typescript", diagnostics: [] };

describe("a proposed edit", () => {
  const fixture = mistralForEachTest();
  const answerOf = (find: string): string => {
    const answer: RefactoringEdit = {
      ...{ summary: "Simpler.", replacement: "new();" },
      elsewhere: [{ find, replace: "import b" }],
    };
    return JSON.stringify(answer);
  };
  const ask = (turns: readonly Turn[] = [], recipe: Recipe = simplify) =>
    propose(
      {
        ...{ client: fixture().client, model: "mistral-medium-latest" },
        ...{ placeNewFile: async () => ({ uri: "" }), progress: () => {}, waiting: () => {} },
      },
      recipe,
      facts,
      target,
      turns,
      never(),
    );

  it("that does not fit is mended by the model, which is told what is wrong", async () => {
    const { brain } = fixture();
    let told = "";
    brain.nextChat(answerOf("import aa"));
    brain.nextChat((request) => {
      told = lastQuestion(request);
      return answerOf("import a");
    });
    const proposal = await ask();
    assert.ok(proposal.kind === "change");
    assert.equal(proposal.change.origin.target, proposal.change.files[0]?.uri, "The person acted in it.");
    assert.deepEqual(proposal.change.files.map(textAfter), ["import b\n\nnew();\n\nfunction late() {}\n"]);
    assert.match(told, /`find` does not stand in a\.ts\. The nearest is on line 1:\n1\|import a\n/);
  });

  it("does not write another file's secret, nor its placeholder: the model is told, then the person", async () => {
    const { brain, client } = fixture();
    const placeholder = client.vault.placeholderFor("kD7#mQ2v");
    const answer = JSON.stringify({ summary: "", replacement: `open("${placeholder}");`, elsewhere: [] });
    let told = "";
    brain.nextChat(answer).nextChat((request) => {
      told = lastQuestion(request);
      return answer;
    });
    const proposal = await ask();
    assert.match(told, new RegExp(`${placeholder} stands for a secret that is not in a\\.ts`));
    assert.ok(proposal.kind === "problem");
    assert.match(proposal.sentence, /secrets are not carried from one file to another/);
  });

  it("of a new file has no secret of the file that it is about", async () => {
    const { brain, client } = fixture();
    const content = `open("${client.vault.placeholderFor("kD7#mQ2v")}");`;
    brain.nextChat(JSON.stringify({ summary: "", path: "a.test.ts", content }));
    const proposal = await ask([], writeTests);
    assert.ok(proposal.kind === "problem");
    assert.match(proposal.sentence, /a secret that is not in a\.test\.ts/);
  });

  it("that does not fit twice is given up, and the person told", async () => {
    const { brain } = fixture();
    brain.nextChat(answerOf("nowhere();")).nextChat(answerOf("still nowhere();"));
    const proposal = await ask();
    assert.ok(proposal.kind === "problem");
    assert.match(proposal.sentence, /text that does not stand in the file \(“still nowhere\(\);”\)/);
    assert.equal(fixture().server.requests.length, 2);
  });

  it("is refined by what the person says about the one before", async () => {
    const { brain } = fixture();
    let asked: readonly unknown[] = [];
    brain.nextChat(({ messages }) => {
      asked = messages.slice(1).map(({ role, content }) => [role, textOf(content)]);
      return answerOf("import a");
    });
    const proposal = await ask([{ answer: answerOf("import a"), words: "Shorter, please" }]);
    assert.ok(proposal.kind === "change");
    assert.equal(proposal.answer, answerOf("import a"));
    assert.deepEqual(asked.slice(1), [
      ["assistant", answerOf("import a")],
      ["user", "Shorter, please\nAnswer again with the whole JSON."],
    ]);
  });
});
