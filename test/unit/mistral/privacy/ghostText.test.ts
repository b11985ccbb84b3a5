import assert from "node:assert/strict";
import { PLACEHOLDER } from "../../../../src/mistral/privacy/vault";
import { collect, fim, fimRequest, textOf } from "../support/asks";
import { mistralForEachTest } from "../support/fixture";

const LINE = 'const password = "kD7#mQ2v";\n';

describe("a secret's placeholder in ghost text", () => {
  const fixture = mistralForEachTest();

  /** What is suggested where the model repeats the placeholder that it sees. */
  async function suggested(prefix: string, contextLength: number): Promise<string> {
    const { brain, client } = fixture();
    brain.onFim(/./s, ({ prompt }) => `"${prompt.match(PLACEHOLDER)?.[0]}";`);
    return textOf(await collect(fim(client, {}, { ...fimRequest, prefix, contextLength })));
  }

  it("becomes the secret again in the file that has it", async () => {
    assert.equal(await suggested(`${LINE}const again = `, 0), '"kD7#mQ2v";');
  });

  it("stays a placeholder where the secret is another file's", async () => {
    assert.match(await suggested(`${LINE}const again = `, LINE.length), /^"CODESTRAL_SECRET_[0-9A-F]{12}";$/);
  });
});
