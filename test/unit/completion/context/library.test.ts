import assert from "node:assert/strict";
import { Library } from "../../../../src/completion/context/library";
import { Pauses } from "../../../../src/completion/context/pause";

const never = new AbortController().signal;
const put = (library: Library, path: string, text: string) => library.put(path, text, new Pauses(never));

describe("the library of context", () => {
  it("counts the files that hold a name, and forgets them with their file", async () => {
    const library = new Library();
    await put(library, "a.ts", "alpha();\nbeta();");
    await put(library, "b.ts", "alpha();\nalpha(gamma);");
    const holders = (name: string) => library.holdersOf(library.number(name) ?? -1);
    assert.deepEqual(["alpha", "beta", "gamma"].map(holders), [2, 1, 1]);
    library.forget("b.ts");
    assert.deepEqual(["alpha", "beta", "gamma"].map(holders), [1, 1, 0]);
    await put(library, "a.ts", "delta();");
    assert.equal(holders("alpha"), 0);
    assert.equal(library.holds("a.ts", "alpha"), false);
    assert.equal(library.holds("a.ts", "delta"), true);
  });

  it("knows names by their numbers, and how rare the words are that they are made of", async () => {
    const library = new Library();
    await put(library, "a.ts", "openFiles(); closeFile(); openStore(); renameFile();");
    const number = library.number("openFiles") ?? -1;
    assert.equal(library.name(number), "openFiles");
    assert.deepEqual(library.words(number), ["open", "file"]);
    assert.ok(library.wordRarity("file") < library.wordRarity("open"));
  });

  it("does not count names in comments and strings", async () => {
    const library = new Library();
    await put(library, "a.ts", '// alpha\nbeta("gamma"); // delta\nzeta(/* epsilon */);');
    const names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
    assert.deepEqual(
      names.filter((name) => library.holds("a.ts", name)),
      ["beta", "zeta"],
    );
  });

  it("holds 400 files and no longer ones than 200,000 characters, the latest", async () => {
    const library = new Library();
    for (let at = 0; at <= 400; at++) await put(library, `f${at}.ts`, "x1();");
    assert.equal([...library.all()].length, 400);
    assert.equal(library.get("f0.ts"), undefined);
    await put(library, "f400.ts", "x".repeat(200_001));
    assert.equal(library.get("f400.ts"), undefined);
    await put(library, "f399.ts", "binary\0");
    assert.equal(library.get("f399.ts"), undefined);
  });

  it("leaves a file as it was when it is cut", async () => {
    const library = new Library();
    await put(library, "a.ts", "alpha();");
    await library.put("a.ts", "beta();", new Pauses(AbortSignal.abort()));
    assert.equal(library.holds("a.ts", "alpha"), true);
  });
});
