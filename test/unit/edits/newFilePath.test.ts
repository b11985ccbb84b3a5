import assert from "node:assert/strict";
import * as fc from "fast-check";
import { newFilePath } from "../../../src/edits/newFilePath";

describe("the path of a new file", () => {
  for (const [path, relative] of [
    ["test/a.test.ts", "test/a.test.ts"],
    ["./test//a.test.ts ", "test/a.test.ts"],
    ["src\\a.test.ts", "src/a.test.ts"],
    ["a b/ç.py", "a b/ç.py"],
    ["a/./b.ts", "a/b.ts"],
    ["a..b/c...d.ts", "a..b/c...d.ts"],
  ] as const) {
    it(`may be ${JSON.stringify(path)}`, () => {
      assert.deepEqual(newFilePath(path), { relative });
    });
  }

  for (const path of [
    "",
    " ",
    ".",
    "/",
    "/etc/passwd",
    "\\\\server\\share\\a",
    "../a.ts",
    "a/../../b.ts",
    "a/..",
    "a\\..\\..\\b",
    "C:\\a.ts",
    "c:a.ts",
    "file:///etc/passwd",
    "a.ts:stream",
    "a/.. /b",
    "a./b",
    "a\0.ts",
    "a\n.ts",
  ]) {
    it(`may not be ${JSON.stringify(path)}, which is outside or nothing`, () => {
      assert.match(JSON.stringify(newFilePath(path)), /outside the workspace folder; nothing was written/);
    });
  }

  for (const path of [
    ".vscode/tasks.json",
    "packages/a/.vscode/settings.json",
    ".github/workflows/test.yml",
    ".git/hooks/pre-commit",
    "sub/.GIT/config",
    "GIT~1/config",
    ".env.test",
    "a/.npmrc",
    ".eslintrc.cjs",
    "my.code-workspace",
    "a/MY.CODE-WORKSPACE",
    "./.husky/pre-commit",
  ]) {
    it(`may not be ${JSON.stringify(path)}, which is for settings`, () => {
      assert.match(JSON.stringify(newFilePath(path)), /which is a settings file; nothing was written/);
    });
  }

  it("never climbs, whatever it is made of", () => {
    const piece = fc.constantFrom("..", ".", "/", "\\", "a", " ", "C:", ".git", "\0", "~", "%2e");
    const property = fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const path = newFilePath(pieces.join(""));
      if ("relative" in path) {
        assert.doesNotMatch(path.relative, /^\/|(?:^|\/)\.|[\\:\0]|\/\/|\/$|^$/);
      }
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});
