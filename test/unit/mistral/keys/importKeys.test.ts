import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { FoundKey } from "../../../../src/mistral/keys/found";
import { MOST_KEYS, readKeys } from "../../../../src/mistral/keys/importKeys";

const [A, B, C] = ["aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY", "Zz0123456789ZzYyXx9876543210abcd", "sk-own_server.key-0042"];

function found(text: string): readonly FoundKey[] {
  const read = readKeys(text);
  assert.ok(!("sentence" in read), JSON.stringify(read));
  return read.keys;
}

const secrets = (text: string) => found(text).map(({ secret }) => secret);

function refusal(text: string): string {
  const read = readKeys(text);
  assert.ok("sentence" in read, JSON.stringify(read));
  return read.sentence;
}

describe("keys in a pasted text", () => {
  for (const [how, text] of Object.entries({
    "one a line": `${A}\n${B}\n${C}`,
    "with Windows line ends, empty lines and blanks": `\uFEFF\r\n  ${A}  \r\n\r\n\t${B}\r\n${C}\r\n`,
    "with commas": `${A},${B}, ${C}`,
    "with semicolons": `${A};${B} ;${C};`,
    "in quotes": `"${A}"\n'${B}',\n\`${C}\``,
    "with a comma at each line's end": `${A},\n${B},\n${C},`,
    "with blanks, as a box of one line makes of line breaks": `${A} ${B}  ${C}`,
    "in quotes, with blanks": `"${A}" '${B}' "${C}"`,
    "more than once": `${A}\n${B}\n${A}\n${C}\n${B}`,
    "among comments": `# the first\n${A}\n// the second\n${B}\n${C}`,
    "among words": `Here are the keys: ${A} and ${B} for work, ${C}`,
    "as JSON": `["${A}", "${B}", "${C}"]`,
  })) {
    it(how, () => assert.deepEqual(secrets(text), [A, B, C]));
  }

  it("with names", () => {
    const named = [
      { name: "Work", secret: A },
      { name: "at home", secret: B },
      { name: "own", secret: C },
    ];
    assert.deepEqual(found(`Work=${A}\nexport at home = "${B}"\n"own='${C}'"`), named);
    assert.deepEqual(found(`Work=${A}; at home=${B}, own = ${C}`), named);
  });

  it("with names, in a box of one line", () => {
    assert.deepEqual(found(`Work=${A} home = "${B}" ${C}`), [
      { name: "Work", secret: A },
      { name: "home", secret: B },
      { secret: C },
    ]);
  });

  it("of a key that comes twice, the first name counts", () => {
    assert.deepEqual(found(`Work=${A}\nHome=${A}\n${A}`), [{ name: "Work", secret: A }]);
  });

  it("a name that may be a secret itself is none", () => {
    assert.deepEqual(found(`${A}=${B}`), [{ secret: B }]);
    assert.deepEqual(found(`${A}=${B} ${B}=${C}`), [{ secret: B }, { secret: C }]);
  });

  it("a key that ends as base64 does is a key", () => {
    assert.deepEqual(found("c2VjcmV0LWtleQ=="), [{ secret: "c2VjcmV0LWtleQ==" }]);
  });
});

describe("keys in an .env", () => {
  it("are those of our two variables, and no other secret of the file", () => {
    const text = [
      "# secrets",
      "DATABASE_URL=postgres://user:password@host/db",
      `OPENAI_API_KEY=${C}`,
      `export MISTRAL_API_KEY="${A}" # mine`,
      "#MISTRAL_API_KEY=commented-out-0123456789",
      `  CODESTRAL_API_KEY = '${B}'`,
      "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY",
    ];
    for (const end of ["\n", "\r\n", "\r"]) {
      assert.deepEqual(found(`\uFEFF${text.join(end)}${end}`), [
        { name: "MISTRAL_API_KEY", secret: A },
        { name: "CODESTRAL_API_KEY", secret: B, isCodestral: true },
      ]);
    }
  });

  it("may be several of a kind", () => {
    assert.deepEqual(found(`MISTRAL_API_KEY_WORK=${A}\nMISTRAL_API_KEY=${B},${C}`), [
      { name: "MISTRAL_API_KEY_WORK", secret: A },
      { name: "MISTRAL_API_KEY", secret: B },
      { name: "MISTRAL_API_KEY", secret: C },
    ]);
  });

  it("a comment behind the value is none of it, and a # within it is", () => {
    assert.deepEqual(secrets(`MISTRAL_API_KEY=${A} # note`), [A]);
    assert.deepEqual(secrets(`MISTRAL_API_KEY=abc#0123456789`), ["abc#0123456789"]);
    assert.deepEqual(secrets(`MISTRAL_API_KEY="abc #0123456789"`), ["#0123456789"]);
  });

  it("an empty value, a reference and a place to fill in are no keys", () => {
    for (const value of ["", '""', "${SECRET_KEY}", "$SECRET_KEY", "<your-key-here>", "# later"]) {
      assert.match(refusal(`MISTRAL_API_KEY=${value}\nOTHER_SECRET=${A}`), /No key was found/);
    }
  });
});

describe("keys in a JSON file", () => {
  it("come with the model and its window; other providers are ignored", () => {
    const file = {
      openai: { keys: [C] },
      mistral: { keys: [A, ` ${B} `, A], model: "devstral-small", context_window: 32768 },
    };
    const expected = { keys: [{ secret: A }, { secret: B }], model: "devstral-small", contextWindow: 32768 };
    for (const indent of [0, 2])
      assert.deepEqual(readKeys(`\uFEFF${JSON.stringify(file, undefined, indent)}`), expected);
  });

  it("a model that cannot be one, or that is a key, is passed over", () => {
    for (const model of ["two words", "", A, `x/${A}`, "x".repeat(121)]) {
      assert.deepEqual(readKeys(JSON.stringify({ mistral: { keys: A, model } })), { keys: [{ secret: A }] });
    }
  });

  it("may be one text", () => {
    assert.deepEqual(readKeys(JSON.stringify({ mistral: { keys: A } })), { keys: [{ secret: A }] });
  });

  it("may have comments and commas too many", () => {
    assert.deepEqual(secrets(`{ // mine\n "mistral": { "keys": ["${A}", ], }, }`), [A]);
  });

  it("what is of the wrong kind is passed over", () => {
    const mistral = { keys: [7, null, A, { key: B }, ""], model: 7, context_window: "many" };
    assert.deepEqual(readKeys(JSON.stringify({ mistral })), { keys: [{ secret: A }] });
    for (const context_window of [0, -1, 1.5]) {
      assert.deepEqual(readKeys(JSON.stringify({ mistral: { keys: A, context_window } })), { keys: [{ secret: A }] });
    }
  });

  it("without a key: says which form it should have", () => {
    for (const file of [{}, { openai: { keys: [C] } }])
      assert.match(refusal(JSON.stringify(file)), /no section.*"mistral"/);
    for (const mistral of [{}, { keys: [] }, { keys: 7 }, null, "text"]) {
      assert.match(refusal(JSON.stringify({ mistral })), /holds no key.*"mistral"/);
    }
    assert.match(refusal("[]"), /No key was found/);
  });

  it("that is broken: says where", () => {
    assert.match(refusal(`{"mistral":\n {"keys": ["${A}"\n`), /broken in line 2/);
  });
});

describe("nothing to bring in", () => {
  it("says what to do", () => {
    for (const text of ["", " \r\n ", "\uFEFF"]) assert.match(refusal(text), /There is nothing in it; bring in/);
    for (const text of ["no key", "short", "https://api.mistral.ai/v1/models", "schlüssel-schlüssel"]) {
      assert.match(refusal(text), /No key was found; check/);
    }
  });

  it("too many are a mistake", () => {
    const many = Array.from({ length: MOST_KEYS + 1 }, (_, at) => `key-number-${at}-of-the-pool`);
    assert.match(refusal(many.join("\n")), new RegExp(`${MOST_KEYS + 1} keys; bring in at most ${MOST_KEYS}`));
    assert.equal(found(many.slice(1).join("\n")).length, MOST_KEYS);
  });

  it("is never answered with a piece of what was read", () => {
    const secret = "zQ7-secret-Zq7";
    for (const text of [
      `{"mistral": ${secret}}`,
      `{"${secret}": {"keys": 7}}`,
      `["${secret}`,
      `{"mistral": {"keys": ["ä${secret}"]}}`,
    ]) {
      assert.ok(!refusal(text).includes("zQ7"), text);
    }
    for (const text of [`ä${secret}`, `MISTRAL_API_KEY=ä${secret}`, `a b ${secret}ü`])
      assert.ok(!refusal(text).includes("zQ7"));
  });

  it("whatever is read: no exception, each key once and fit for a header", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        A,
        B,
        C,
        "\n",
        "\r\n",
        ",",
        ";",
        " ",
        "=",
        '"',
        "'",
        "#",
        "MISTRAL_API_KEY=",
        "export ",
        "{",
        "}",
        "[",
        "]",
        '"mistral":',
        '"keys":',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const read = readKeys(pieces.join(""));
        if ("sentence" in read) return;
        const all = read.keys.map(({ secret }) => secret);
        assert.equal(new Set(all).size, all.length);
        for (const secret of all) assert.match(secret, /^[\x21-\x7e]{8,1000}$/);
      }),
    );
  });

  it("keys that nobody has seen before come out as they went in", () => {
    const characters = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".split(""));
    const secret = fc.string({ unit: characters, minLength: 32, maxLength: 32 });
    const separator = fc.constantFrom("\n", "\r\n", ",", " , ", ";", " ", "\n\n");
    fc.assert(
      fc.property(fc.uniqueArray(secret, { minLength: 1, maxLength: 8 }), separator, (keys, between) => {
        assert.deepEqual(secrets(keys.join(between)), keys);
        assert.deepEqual(secrets(keys.map((key, at) => `MISTRAL_API_KEY_${at}='${key}'`).join("\n")), keys);
      }),
    );
  });
});
