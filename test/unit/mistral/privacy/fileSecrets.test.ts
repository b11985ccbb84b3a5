import assert from "node:assert/strict";
import { FileSecrets } from "../../../../src/mistral/privacy/fileSecrets";
import { redact } from "../../../../src/mistral/privacy/redact";
import { Vault } from "../../../../src/mistral/privacy/vault";
import { alnum, begin, end, pemLines } from "./corpus/made";

const PASSWORD = "kD7#mQ2v";
const CONFIG = `const options = { user: "app", password: "${PASSWORD}" };\n`;

/** What a model sees of a text, and the placeholder in it. */
function seenOf(text: string, vault: Vault): { readonly text: string; readonly placeholder: string } {
  const seen = redact(text, vault).text;
  return { text: seen, placeholder: /CODESTRAL_SECRET_[0-9A-F]{12}/.exec(seen)?.[0] ?? assert.fail(seen) };
}

describe("the secrets of a file", () => {
  it("come back in it", () => {
    const vault = new Vault();
    const { text, placeholder } = seenOf(CONFIG, vault);
    const secrets = new FileSecrets(vault, CONFIG);
    assert.equal(secrets.restore(text), CONFIG);
    assert.equal(secrets.restore(`connect("${placeholder}")`), `connect("${PASSWORD}")`);
  });

  it("come back in no other", () => {
    const vault = new Vault();
    const { placeholder } = seenOf(CONFIG, vault);
    const other = new FileSecrets(vault, "export const a = 1;\n");
    assert.equal(other.restore(placeholder), placeholder);
    assert.equal(other.foreignIn(`x ${placeholder}`), placeholder);
    assert.equal(new FileSecrets(vault, "").restore(placeholder), placeholder, "A new file has none.");
  });

  it("come back in no other that has the same word, where it is none", () => {
    const vault = new Vault();
    const { placeholder } = seenOf('password = "rhododendron"', vault);
    assert.equal(new FileSecrets(vault, "A rhododendron is a plant.").restore(placeholder), placeholder);
  });

  it("come back in each file that has them", () => {
    const vault = new Vault();
    const { placeholder } = seenOf(CONFIG, vault);
    const other = `password = "${PASSWORD}"\n`;
    assert.equal(new FileSecrets(vault, other).restore(placeholder), PASSWORD);
  });

  it("of another window are unknown", () => {
    const { placeholder } = seenOf(CONFIG, new Vault());
    const secrets = new FileSecrets(new Vault(), CONFIG);
    assert.equal(secrets.restore(placeholder), placeholder);
    assert.equal(secrets.foreignIn(placeholder), placeholder);
  });

  it("leave a placeholder that stands in the file", () => {
    const vault = new Vault();
    const text = "// CODESTRAL_SECRET_0123456789AB stands for a secret\n";
    const secrets = new FileSecrets(vault, text);
    assert.equal(secrets.restore(text), text);
    assert.equal(secrets.foreignIn(text), undefined);
  });

  it("come back though only a page of the file was read, that cuts through one", () => {
    const vault = new Vault();
    const lines = pemLines(8);
    const file = `key = """${begin("PRIVATE KEY")}\n${lines.join("\n")}\n${end("PRIVATE KEY")}"""\n`;
    const page = file.slice(0, file.indexOf(lines[4] ?? ""));
    assert.equal(new FileSecrets(vault, file).restore(seenOf(page, vault).text), page);
  });

  it("come back in a file with CRLF that was read line by line", () => {
    const vault = new Vault();
    const file = `key = """${begin("PRIVATE KEY")}\n${pemLines(4).join("\n")}\n${end("PRIVATE KEY")}"""\n`;
    const { text } = seenOf(file, vault);
    assert.equal(new FileSecrets(vault, file.replaceAll("\n", "\r\n")).restore(text), file);
  });

  it("are hidden line for line", () => {
    const vault = new Vault();
    const token = alnum(20);
    const lines = pemLines(3);
    const file = `password = "${token}"\n${begin("PRIVATE KEY")}\n${lines.join("\n")}\n${end("PRIVATE KEY")}\n`;
    const secrets = new FileSecrets(vault, file);
    const hidden = secrets.hidden();
    assert.equal(hidden.split("\n").length, file.split("\n").length);
    for (const secret of [token, ...lines]) {
      assert.ok(!hidden.includes(secret));
    }
    assert.equal(secrets.restore(hidden), file);
  });
});
