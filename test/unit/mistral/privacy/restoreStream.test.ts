import assert from "node:assert/strict";
import * as fc from "fast-check";
import { FileSecrets } from "../../../../src/mistral/privacy/fileSecrets";
import { RestoreStream } from "../../../../src/mistral/privacy/restoreStream";
import { Vault } from "../../../../src/mistral/privacy/vault";

const SECRET = "kD7#mQ2v$&";
const FILE = `const password = "${SECRET}";`;

function streamed(vault: Vault, pieces: readonly string[]): string {
  const stream = new RestoreStream(new FileSecrets(vault, FILE));
  return pieces.map((piece) => stream.add(piece)).join("") + stream.end();
}

describe("placeholders in a stream", () => {
  it("are restored wherever the pieces are cut", () => {
    const vault = new Vault();
    const text = `a = "${vault.placeholderFor(SECRET)}" + CODE;`;
    for (let cut = 0; cut <= text.length; cut++) {
      assert.equal(streamed(vault, [text.slice(0, cut), text.slice(cut)]), `a = "${SECRET}" + CODE;`);
    }
  });

  it("hold back nothing else", () => {
    const stream = new RestoreStream(new FileSecrets(new Vault(), FILE));
    assert.equal(stream.add("const c = COD"), "const c = ");
    assert.equal(stream.add("E;"), "CODE;");
    assert.equal(stream.add("C"), "");
    assert.equal(stream.end(), "C");
    assert.equal(stream.end(), "");
  });

  it("are given out as soon as they are whole", () => {
    const vault = new Vault();
    assert.equal(new RestoreStream(new FileSecrets(vault, FILE)).add(vault.placeholderFor(SECRET)), SECRET);
  });

  it("make the same text as when it comes at once", () => {
    const vault = new Vault();
    const known = vault.placeholderFor(SECRET);
    const other = vault.placeholderFor("another");
    const part = fc.constantFrom(
      known,
      other,
      known.slice(0, 20),
      known.slice(9),
      "CODESTRAL_SECRET_",
      "C",
      "AC",
      "\n",
      "x",
    );
    fc.assert(
      fc.property(fc.array(part), fc.array(fc.nat(40), { minLength: 1 }), (parts, lengths) => {
        const text = parts.join("");
        const pieces: string[] = [];
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const length = 1 + (lengths[turn % lengths.length] ?? 0);
          pieces.push(text.slice(at, at + length));
          at += length;
        }
        assert.equal(streamed(vault, pieces), new FileSecrets(vault, FILE).restore(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
