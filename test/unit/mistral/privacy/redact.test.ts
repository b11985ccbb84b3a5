import assert from "node:assert/strict";
import * as fc from "fast-check";
import { redact, redactAround } from "../../../../src/mistral/privacy/redact";
import { TOKEN_RULES, tokensIn } from "../../../../src/mistral/privacy/tokens";
import { FileSecrets } from "../../../../src/mistral/privacy/fileSecrets";
import { PLACEHOLDER, Vault } from "../../../../src/mistral/privacy/vault";
import { LOOKALIKES } from "./corpus/lookalikes";
import { begin, end, pemLines } from "./corpus/made";
import { type Positive, POSITIVES } from "./corpus/secrets";

const LEAST_FOUND = 0.97;
const MOST_FLAGGED = 0.03;

/** Texts in which secrets, their parts and placeholders meet in every way. */
const piece = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom(...POSITIVES.map(({ text }) => text), ...LOOKALIKES.map(([, text]) => text)),
  fc
    .tuple(fc.constantFrom(...POSITIVES.map(({ text }) => text)), fc.nat(200), fc.nat(200))
    .map(([text, from, length]) => text.slice(from, from + length)),
  fc.constantFrom(
    "CODESTRAL_SECRET_",
    "CODESTRAL_SECRET_0123456789AB",
    "password=",
    '"',
    "\n",
    "://",
    "@",
    "-----BEGIN ",
  ),
);
const anyText = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));

function isFound({ text, secrets }: Positive): boolean {
  const redacted = redact(text, new Vault()).text;
  return secrets.every((secret) => !redacted.includes(secret));
}

describe("secrets in a text", () => {
  it("finds them", () => {
    const missed = POSITIVES.filter((one) => !isFound(one)).map(({ name }) => name);
    const rate = 1 - missed.length / POSITIVES.length;
    console.info(
      `      ${POSITIVES.length} texts with secrets: ${(100 * rate).toFixed(1)} % found. ${missed.join("; ")}`,
    );
    assert.ok(POSITIVES.length >= 90);
    assert.ok(rate >= LEAST_FOUND, missed.join("; "));
    assert.deepEqual(missed, [], "Found until now.");
  });

  it("leaves alone what only looks like one", () => {
    const flagged = LOOKALIKES.flatMap(([name, text]) => {
      const { redactions } = redact(text, new Vault());
      return redactions.map(({ kind }) => `${name} (${kind})`);
    });
    const rate = flagged.length / LOOKALIKES.length;
    console.info(`      ${LOOKALIKES.length} lookalikes: ${(100 * rate).toFixed(1)} % flagged. ${flagged.join("; ")}`);
    assert.ok(LOOKALIKES.length >= 90);
    assert.ok(rate <= MOST_FLAGGED, flagged.join("; "));
    assert.deepEqual(flagged, [], "Left alone until now.");
  });

  it("leaves the code around them as it is", () => {
    const { text, redactions } = redact('connect({ user: "app", password: "kD7#mQ2v" }); // later', new Vault());
    assert.match(text, /^connect\(\{ user: "app", password: "CODESTRAL_SECRET_[0-9A-F]{12}" \}\); \/\/ later$/);
    assert.deepEqual(redactions, [{ kind: "password", count: 1 }]);
  });

  it("keeps the marks of a private key", () => {
    const label = "RSA PRIVATE KEY";
    const key = [begin(label), ...pemLines(5), end(label)].join("\n");
    assert.match(
      redact(key, new Vault()).text,
      /^-{5}BEGIN RSA PRIVATE KEY-{5}\nCODESTRAL_SECRET_[0-9A-F]{12}\n-{5}END RSA PRIVATE KEY-{5}$/,
    );
  });

  it("counts by kind", () => {
    const { redactions } = redact(
      'a.password = "kD7#mQ2v";\nb.password = "kD7#mQ2w";\nc = "https://u:q9Wz-44x@h/"',
      new Vault(),
    );
    assert.deepEqual(redactions, [
      { kind: "password", count: 2 },
      { kind: "password in an address", count: 1 },
    ]);
  });

  it("finds a secret that the cursor stands in, and replaces both its parts", () => {
    const vault = new Vault();
    const label = "PRIVATE KEY";
    const lines = pemLines(8);
    const [before, after] = [
      `k = """${begin(label)}\n${lines.slice(0, 4).join("\n")}`,
      `${lines.slice(4).join("\n")}\n${end(label)}"""`,
    ];
    const around = redactAround(before, after, vault);
    for (const line of lines) {
      assert.ok(!(around.before + around.after).includes(line));
    }
    const secrets = new FileSecrets(vault, before + after);
    assert.equal(secrets.restore(around.before), before);
    assert.equal(secrets.restore(around.after), after);
    const word = redactAround('const password = "kD7#', 'mQ2v";', vault);
    assert.doesNotMatch(word.before + word.after, /kD7|mQ2v/);
  });

  it("finds a secret again that it knows, where nothing says that it is one", () => {
    const vault = new Vault();
    const there = 'login("app", "kD7#mQ2v");';
    assert.equal(redact(there, vault).text, there);
    const { text, redactions } = redact(`const password = "kD7#mQ2v";\n${there}`, vault);
    assert.doesNotMatch(text, /kD7/);
    assert.deepEqual(redactions, [
      { kind: "password", count: 1 },
      { kind: "known secret", count: 1 },
    ]);
    assert.match(redact(there, vault).text, /^login\("app", "CODESTRAL_SECRET_[0-9A-F]{12}"\);$/);
    redact('password = "rhododendron"', vault);
    assert.equal(redact("a rhododendron", vault).text, "a rhododendron", "A word may mean something else.");
  });

  it("says the same thing the same way", () => {
    const vault = new Vault();
    const text = 'password = "kD7#mQ2v"';
    assert.equal(redact(text, vault).text, redact(text, vault).text);
    assert.notEqual(redact(text, vault).text, redact(text, new Vault()).text, "Another window has other placeholders.");
  });

  it("can be taken back, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const vault = new Vault();
        assert.equal(new FileSecrets(vault, text).restore(redact(text, vault).text), text);
      }),
      { numRuns: 2_000 },
    );
  });

  it("changes nothing when done again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const vault = new Vault();
        const once = redact(text, vault).text;
        assert.deepEqual(redact(once, vault), { text: once, redactions: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it("is the same in two parts as in one, as far as what is left goes", () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, at) => {
        const vault = new Vault();
        const cut = at % (text.length + 1);
        const { before, after } = redactAround(text.slice(0, cut), text.slice(cut), vault);
        const restored = (part: string) => part.replace(PLACEHOLDER, (one) => vault.secretOf(one) ?? one);
        assert.equal(restored(before), text.slice(0, cut));
        assert.equal(restored(after), text.slice(cut));
      }),
      { numRuns: 1_000 },
    );
  });

  describe("in hostile texts of 200,000 characters", () => {
    const long = (unit: string) => unit.repeat(Math.ceil(200_000 / unit.length));
    for (const [name, text] of [
      ["dashes", long("-")],
      ["beginnings of keys", long("-----BEGIN PRIVATE KEY-----\n")],
      ["ends of keys", long("\n-----END PRIVATE KEY-----")],
      ["the beginning of a key that does not end", `-----BEGIN PRIVATE KEY-----\n${long("aB3/")}`],
      ["one line of signs before the end of a key", `${long("+\\n/")}!\n-----END PRIVATE KEY-----`],
      ["names", long("password")],
      ["assignments", long("password=")],
      ["quotes", `password="${long("\\")}`],
      ["spaces after a name", `password${long(" ")}=`],
      ["names and spaces", long("token \t ")],
      ["a value without an end", `token = "${long("aB3")}`],
      ["addresses", long("a://b:")],
      ["an address without an end", `a://${long("b")}`],
      ["web tokens", long("eyJaaaaaaaa.")],
      ["a web token without an end", `eyJ${long("a")}.`],
      ["headers", long("Bearer ")],
      ["dots", long("M.")],
      ["letters", long("M")],
      ["hints of tokens", long("sk-dp.xoxghp_AKIA")],
      ["beginnings of tokens with dots", long("ghs_a_eyJ-")],
      ["JSON web keys", `"kty"${long('"d":"')}`],
      ["types", `password: ${long("a ")}`],
      ["commands", long(" -u a:")],
      ["placeholders", long("CODESTRAL_SECRET_0123456789AB")],
      ["secrets", long('password = "kD7#mQ2v";\n')],
    ] as const) {
      it(name, () => {
        const vault = new Vault();
        assert.equal(new FileSecrets(vault, text).restore(redact(text, vault).text), text);
      }).timeout(2_000);
    }
  });
});

describe("the rules for tokens", () => {
  it("have hints none of which begins another, so that one look finds them all", () => {
    const hints = TOKEN_RULES.flatMap((rule) => rule.hints);
    for (const [at, hint] of hints.entries()) {
      assert.ok(!hints.some((other, place) => place !== at && other.startsWith(hint)), hint);
    }
  });

  it("each find a secret of the corpus by themselves", () => {
    const found = new Set(POSITIVES.flatMap(({ text }) => tokensIn(text).map(({ kind }) => kind)));
    assert.deepEqual(
      TOKEN_RULES.map(({ kind }) => kind).filter((kind) => !found.has(kind)),
      [],
    );
  });

  it("say who gives each form, and whether it was read there", () => {
    const source = /^(?:others: |from memory: )?[\w-]+(?:\.[\w-]+)+/;
    assert.deepEqual(
      TOKEN_RULES.filter((rule) => !source.test(rule.source)).map(({ kind }) => kind),
      [],
    );
  });
});
