import assert from "node:assert/strict";
import { identifiersIn } from "../../../../src/completion/context/identifiers";
import { codeOf } from "../../../bench/context/code";
import { hunksOf } from "../../../bench/context/hunks";
import { randomFrom } from "../../../bench/context/random";

const source = Array.from({ length: 60 }, (_, at) => `call${at}(argument${at}, "string${at}"); // comment${at}`).join(
  "\n",
);
const repository = { name: "r", folder: "/nowhere", files: new Map([["src/a.ts", source]]), git: false };

describe("the hidden hunks of the context benchmark", () => {
  const hunks = hunksOf(repository, 30, randomFrom(1));

  it("are gone from the file that is looked at, and from both windows", () => {
    assert.equal(hunks.length, 30);
    for (const { snapshot, text, lines, wanted } of hunks) {
      const seen = new Set(identifiersIn(`${snapshot.prefix}\n${snapshot.suffix}\n${text}`));
      assert.deepEqual(
        wanted.filter((name) => seen.has(name)),
        [],
      );
      for (const line of lines) assert.equal(text.includes(line), false);
    }
  });

  it("want the names of code, and not those in strings and comments", () => {
    const wanted = hunks.flatMap((hunk) => hunk.wanted);
    assert.ok(wanted.some((name) => name.startsWith("argument")));
    assert.deepEqual(
      wanted.filter((name) => /^(?:string|comment)/.test(name)),
      [],
    );
    assert.equal(codeOf("a.ts", "a(`x ${inner} y`)").includes("inner"), true);
    assert.equal(codeOf("a.py", '"""word\n"""\nname # more').trim(), "name");
  });

  it("are the same for the same seed", () => {
    assert.deepEqual(hunksOf(repository, 30, randomFrom(1)), hunks);
    assert.notDeepEqual(hunksOf(repository, 30, randomFrom(2)), hunks);
  });
});
