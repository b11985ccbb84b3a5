import assert from "node:assert/strict";
import { editFile } from "../../../src/edits/editFile";
import type { SearchReplace } from "../../../src/edits/match/editText";
import { explainProblems } from "../../../src/edits/match/explain";
import { FileSecrets } from "../../../src/mistral/privacy/fileSecrets";
import { redact } from "../../../src/mistral/privacy/redact";
import { Vault } from "../../../src/mistral/privacy/vault";

const PASSWORD = "kD7#mQ2v";
const FILE = `open("db", {\n  user: "app",\n  password: "${PASSWORD}",\n});\nclose();\n`;

describe("edits of a file with secrets", () => {
  const vault = new Vault();
  const seen = redact(FILE, vault).text;
  const placeholder = /CODESTRAL_SECRET_[0-9A-F]{12}/.exec(seen)?.[0] ?? "none";

  function edited(text: string, ...edits: readonly SearchReplace[]): string {
    const result = editFile({ text, secrets: new FileSecrets(vault, text) }, edits);
    return result.kind === "edited" ? result.text : explainProblems("db.ts", result.problems, edits.length);
  }

  it("find a secret by its placeholder, and keep it", () => {
    const find = `  password: "${placeholder}",\n});`;
    assert.equal(
      edited(FILE, { find, replace: find.replace("});", "  port: 1,\n});") }),
      FILE.replace("});", "  port: 1,\n});"),
    );
  });

  it("may write it in another place of the file", () => {
    assert.equal(
      edited(FILE, { find: "close();", replace: `close("${placeholder}");` }),
      FILE.replace("close()", `close("${PASSWORD}")`),
    );
  });

  it("do not write it, or its placeholder, in another file", () => {
    const answer = edited("close();\n", { find: "close();", replace: `close("${placeholder}");` });
    assert.match(
      answer,
      /^Nothing was changed in db\.ts\.\nCODESTRAL_SECRET_\w+ stands for a secret that is not in db\.ts/,
    );
    assert.ok(!answer.includes(PASSWORD));
    assert.match(edited("close();\n", { find: placeholder, replace: "x" }), /stands for a secret that is not in/);
  });

  it("that miss are told what stands there without its secrets", () => {
    const answer = edited(FILE, { find: `  user: "me",\n  password: "${placeholder}",`, replace: "" });
    assert.match(answer, /3\| {2}password: "CODESTRAL_SECRET_/);
    assert.ok(!answer.includes(PASSWORD));
  });
});
