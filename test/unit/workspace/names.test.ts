import assert from "node:assert/strict";
import { isWithin, LOCAL, parseAddress, relativePath } from "../../../src/workspace/address";
import { flawOf, foldedName } from "../../../src/workspace/names";

describe("what some file system takes for .git", () => {
  for (const name of [
    ".git",
    ".GIT",
    ".gIt",
    ".g\u200cit",
    "\ufeff.git",
    ".gi\u202et",
    ".git\u206f",
    ".git.",
    ".git ",
    ".git. . ",
    ".git:stream",
    ".git::$INDEX_ALLOCATION",
    ".git . ::$DATA",
    "git~1",
    "GIT~2",
    "．ｇｉｔ",
    ".gıt",
  ]) {
    it(JSON.stringify(name), () => assert.equal(foldedName(name), ".git"));
  }

  for (const name of ["git", ".gitignore", ".github", ".git2", "a.git", ".gi t", "..git", ".g\u0301it", "git~a"]) {
    it(`not ${JSON.stringify(name)}`, () => assert.notEqual(foldedName(name), ".git"));
  }

  it("the Kelvin sign is a k and the long s an s, as for case-insensitive disks; forms of accents are one", () => {
    assert.equal(foldedName(".hus\u212ay"), ".husky");
    assert.equal(foldedName(".v\u017fcode"), ".vscode");
    assert.equal(foldedName("e\u0301.TS"), foldedName("\u00e9.ts"));
  });
});

describe("the name of a file that is to be written", () => {
  for (const [name, flaw] of [
    ["a\0.ts", /NUL/],
    ["a\ud800.ts", /half a character/],
    ["a\u202ets.exe", /direction of writing/],
    ["a\u2066.ts", /direction of writing/],
    ["GIT~1", /short name/],
    ["SETTIN~1.JSO", /short name/],
    ["a\n.ts", /control character/],
    ["a\u0085.ts", /control character/],
    ["a.ts.", /dot or a space/],
    ["a.ts ", /dot or a space/],
    ["a.ts:stream", /colon/],
    ["a.ts::$DATA", /colon/],
    ["C:", /colon/],
    ["a\\b.ts", /backslash/],
    ["CON", /device/],
    ["aux.ts", /device/],
    ["com¹.log", /device/],
    ["LPT9", /device/],
    ["NUL.tar.gz", /device/],
    ["CONIN$", /device/],
  ] as const) {
    it(`may not be ${JSON.stringify(name)}`, () => assert.match(flawOf(name, false) ?? "none", flaw));
  }

  for (const name of [
    "a.ts",
    "ç 👩‍👩‍👧.md",
    "می‌خواهم.md",
    "[...slug].tsx",
    "(.)photo",
    "console.ts",
    "com10",
    "auxiliary.c",
    "a~b",
    "~",
  ]) {
    it(`may be ${JSON.stringify(name)}`, () => assert.equal(flawOf(name, false), undefined));
  }

  it("may be what Windows forbids where it is there already, but never what misleads", () => {
    for (const name of ["a:b.ts", "aux.c", "etc.", "a\\b"]) {
      assert.equal(flawOf(name, true), undefined);
    }
    for (const name of ["GIT~1", "a\u202ets.exe", "a\0"]) {
      assert.notEqual(flawOf(name, true), undefined);
    }
  });
});

describe("an address", () => {
  for (const [uri, system, path] of [
    ["file:///w/a.ts", LOCAL, "/w/a.ts"],
    ["file:/w/a.ts", LOCAL, "/w/a.ts"],
    ["FILE://LocalHost/w/a.ts", LOCAL, "/w/a.ts"],
    ["file:///c%3A/a%20b.ts", LOCAL, "/c:/a b.ts"],
    ["file:///w/src%2Fa.ts", LOCAL, "/w/src/a.ts"],
    ["file:///w/%2e%2e/x", LOCAL, "/x"],
    ["file:///w/%2e%2e%5Cx", LOCAL, "/x"],
    ["file:///w/%252e%252e/x", LOCAL, "/w/%2e%2e/x"],
    ["file://Server/share/a", "file://server", "/share/a"],
    ["vscode-vfs://github/o/r/a", "vscode-vfs://github", "/o/r/a"],
    ["file:///", LOCAL, ""],
  ] as const) {
    it(`is read from ${uri}`, () => assert.deepEqual(parseAddress(uri), { system, path }));
  }

  for (const uri of ["file:///w/%zz", "file:///../x", "file:///w/%c3%28", "C:/a", "a.ts", "file:a.ts", ""]) {
    it(`is none: ${JSON.stringify(uri)}`, () => assert.equal(parseAddress(uri), undefined));
  }

  it("lies within a folder by whole names, and where it is folded in any case and form", () => {
    assert.equal(relativePath("/w/app/a", "/w/app", false), "/a");
    assert.equal(relativePath("/w/app", "/w/app", false), "");
    assert.equal(relativePath("/w/app", "", false), "/w/app");
    assert.equal(relativePath("/w/apple", "/w/app", false), undefined);
    assert.equal(relativePath("/w", "/w/app", true), undefined);
    assert.equal(relativePath("/W/App/a", "/w/app", false), undefined);
    assert.equal(relativePath("/W/App/A", "/w/app", true), "/A");
    assert.equal(relativePath("/w/e\u0301/A", "/w/\u00c9", true), "/A");
    assert.equal(relativePath("/w/e\u0301/A", "/w/\u00e9", false), undefined);
    assert.equal(isWithin({ system: "a://", path: "/w/a" }, { system: "b://", path: "/w" }, true), false);
  });
});
