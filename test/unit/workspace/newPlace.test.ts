import assert from "node:assert/strict";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { classify, refusedWrite } from "../../../src/workspace/classify";
import { locateNew } from "../../../src/workspace/locate";
import { here, TemporaryFolder, workspaceOf } from "./folder";

describe("where a model may put a new file", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await TemporaryFolder.create();
    for (const path of ["app/src/a.ts", "app/lib/deep/a.ts", "lib/b.ts", "outside/key"]) {
      await folder.write(path, "");
    }
    symlinkSync(join(folder.path, "outside"), join(folder.path, "app/out"));
    symlinkSync(join(folder.path, "app/src"), join(folder.path, "app/in"));
  });
  after(() => folder.remove());

  /** The path as the workspace names it, or why it is refused. Paths of this machine are written as `/…`. */
  async function placed(path: string, roots: readonly string[] = ["app"]): Promise<string> {
    const window = workspaceOf(roots.map((root) => join(folder.path, root)));
    const [home] = window.roots;
    assert.ok(home);
    const place = await locateNew(path.replace("/…", folder.path), home, window);
    return place.kind === "new" ? place.name : `No: ${place.reason}`;
  }

  for (const [path, name] of [
    ["test/a.test.ts", "test/a.test.ts"],
    ["./test//a.test.ts ", "test/a.test.ts"],
    ["src\\a.test.ts", "src/a.test.ts"],
    ["a b/ç.py", "a b/ç.py"],
    ["a..b/c...d.ts", "a..b/c...d.ts"],
    ["src/../b.ts", "b.ts"],
    ["in/b.ts", "in/b.ts"],
    [".eslintrc.json", ".eslintrc.json"],
    ["/…/app/new.ts", "new.ts"],
    ["file:///…/app/my%20new.ts", "my new.ts"],
  ] as const) {
    it(`at ${JSON.stringify(path)}`, async () => assert.equal(await placed(path), name));
  }

  for (const path of [
    "/etc/passwd",
    "\\\\server\\share\\a",
    "../a.ts",
    "a/../../b.ts",
    "a\\..\\..\\b",
    "C:\\a.ts",
    "file:///etc/passwd",
    "file:///…/app/%2e%2e/outside/new",
    "file://server/share/a",
    "vscode-vfs://github/o/r/a.ts",
    "/…/app/../outside/new",
    "~/.bashrc",
    "~\\a.ts",
  ]) {
    it(`not at ${JSON.stringify(path)}, which is outside`, async () => {
      assert.match(await placed(path), /is outside the workspace folder, so it is not written/);
    });
  }

  for (const [path, why] of [
    ["", / exists already/],
    [".", / exists already/],
    ["src/a.ts", /^No: src\/a\.ts exists already/],
    ["src", /exists already/],
    ["out/new.ts", /leads out of the workspace through a link/],
    ["c:a.ts", /colon/],
    ["a.ts:stream", /colon/],
    ["a/.. /b", /dot or a space/],
    ["a./b", /dot or a space/],
    ["a\0.ts", /NUL/],
    ["a\n.ts", /control character/],
    ["ts\u202esj.exe", /^No: ts\\u202esj\.exe is not written.*direction/],
    ["CON", /device/],
    ["GIT~1/config", /belongs to|short name/],
    ["PROGRA~1/x", /short name/],
    [".vscode/tasks.json", /decides what the editor runs/],
    ["sub/.GIT/config", /version control/],
    ["in/.husky/pre-commit", /runs code when somebody commits/],
    [".npmrc", /package managers/],
  ] as const) {
    it(`not at ${JSON.stringify(path)}`, async () => assert.match(await placed(path), why));
  }

  it("in another open folder that is named, unless a folder here has that name", async () => {
    rmSync(join(folder.path, "app/lib"), { recursive: true, force: true });
    assert.equal(await placed("lib/new.ts", ["app", "lib"]), "lib/new.ts");
    assert.equal(await placed("src/new.ts", ["app", "lib"]), "app/src/new.ts");
    await folder.write("app/lib/deep/a.ts", "");
    assert.equal(await placed("lib/new.ts", ["app", "lib"]), "app/lib/new.ts");
    assert.match(await placed("../lib/new.ts", ["app", "lib"]), /outside/);
  });

  it("never out of the folder, nor on what is protected, whatever the path is made of", async () => {
    const piece = fc.constantFrom(
      "..",
      ".",
      "/",
      "\\",
      "a",
      "out",
      "in",
      " ",
      "C:",
      ".git",
      "\0",
      "~",
      "%2e",
      "file://",
    );
    const property = fc.asyncProperty(fc.array(piece, { maxLength: 10 }), async (pieces) => {
      const place = await placed(pieces.join(""));
      if (!place.startsWith("No: ")) {
        assert.doesNotMatch(
          place,
          /^\/|(?:^|\/)\.{1,2}(?:\/|$)|(?:^|\/)\.git[. ]*(?:\/|$)|^out(?:\/|$)|[\\:\0]|\/\/|\/$|^$/,
        );
      }
    });
    await fc.assert(property, { numRuns: 1_000 });
  });
});

describe("a link that is changed between the judgement and the write", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await TemporaryFolder.create();
    for (const path of ["app/src/a.ts", "app/.vscode/settings.json", "outside/a.ts"]) {
      await folder.write(path, "");
    }
  });
  afterEach(() => folder.remove());

  const at = (path: string) => join(folder.path, path);
  const replace = (path: string, target: string) => {
    rmSync(at(path), { recursive: true, force: true });
    symlinkSync(at(target), at(path));
  };

  for (const [what, path, before, after, refused] of [
    ["a folder's link", "app/door/new.ts", ["app/door", "app/src"], ["app/door", "outside"], /leads out/],
    ["a file's link", "app/l.ts", ["app/l.ts", "app/src/a.ts"], ["app/l.ts", "outside/a.ts"], /is a link to a place/],
    ["a dangling link", "app/l.ts", ["app/l.ts", "app/src/n.ts"], ["app/l.ts", "outside/n.ts"], /leads out/],
    ["a folder that becomes a link", "app/src/a.ts", undefined, ["app/src", "outside"], /is a link to a place/],
    [
      "a link to what is protected",
      "app/l",
      ["app/l", "app/src"],
      ["app/l", "app/.vscode/settings.json"],
      /editor runs/,
    ],
  ] as const) {
    it(`${what} is judged anew`, () => {
      const window = workspaceOf([at("app")]);
      if (before) {
        replace(before[0], before[1]);
      }
      assert.equal(classify(here(at(path)), "write", window).kind, "inside");
      assert.equal(refusedWrite(here(at(path)), "model", window), undefined);
      replace(after[0], after[1]);
      assert.match(refusedWrite(here(at(path)), "model", window) ?? "written", refused);
      assert.equal(
        classify(here(at(path)), "read", window).kind,
        refused.source === "editor runs" ? "inside" : "outside",
      );
    });
  }

  it("so is a folder that comes to be Git's, and one that is excluded by now", () => {
    const rules = new Set<string>();
    const window = workspaceOf([at("app")], {}, (path) => (rules.has(path) ? "It is excluded." : undefined));
    const file = here(at("app/src/a.ts"));
    assert.equal(refusedWrite(file, "model", window), undefined);
    rules.add(at("app/src/a.ts"));
    assert.equal(refusedWrite(file, "model", window), "It is excluded.");
    rules.clear();
    for (const name of ["HEAD", "objects", "refs"]) {
      writeFileSync(at(`app/src/${name}`), "");
    }
    assert.match(refusedWrite(file, "model", window) ?? "written", /Git's own files/);
  });
});
