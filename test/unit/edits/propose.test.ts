import assert from "node:assert/strict";
import type { RefactoringEdit } from "../../../src/edits/answers";
import { hashOf, textAfter } from "../../../src/edits/changeSet";
import { addFile, rewrite, type Turn } from "../../../src/edits/propose";
import { simplify } from "../../../src/edits/recipes/simplify";
import type { SnapshotTarget } from "../../../src/edits/target";
import type { ChatRequest } from "../../mistral/requests";
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

describe("a proposed edit", () => {
  const fixture = mistralForEachTest();
  const answerOf = (find: string): string => {
    const answer: RefactoringEdit = {
      ...{ summary: "Simpler.", replacement: "new();" },
      elsewhere: [{ find, replace: "import b" }],
    };
    return JSON.stringify(answer);
  };
  const ask = (turns: readonly Turn[] = [], model = "mistral-medium-latest", tool: typeof rewrite = rewrite) =>
    tool(
      {
        ...{ client: fixture().client, model },
        ...{ placeNewFile: async () => ({ uri: "" }), progress: () => {}, waiting: () => {} },
      },
      { recipe: simplify, instruction: "Simplify this.", target, turns },
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
    assert.ok(proposal.kind === "changes");
    assert.equal(proposal.set.origin.target, proposal.set.files[0]?.uri, "The person acted in it.");
    assert.deepEqual(proposal.set.files.map(textAfter), ["import b\n\nnew();\n\nfunction late() {}\n"]);
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
    const proposal = await ask([], undefined, addFile);
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
    assert.ok(proposal.kind === "changes");
    assert.equal(proposal.answer, answerOf("import a"));
    assert.deepEqual(asked.slice(1), [
      ["assistant", answerOf("import a")],
      ["user", "Shorter, please\nAnswer again with the whole JSON."],
    ]);
  });

  it("tells a model that takes a prediction what stands there now, as it would stand in the answer", async () => {
    const { brain, server } = fixture();
    brain.nextChat(answerOf("import a"));
    await ask([], "codestral-latest");
    const body = server.requests.at(-1)?.body as ChatRequest | undefined;
    assert.deepEqual(body?.prediction, { type: "content", content: '"old();"' });
  });
});
