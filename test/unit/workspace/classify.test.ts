import assert from "node:assert/strict";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { classify, refusedWrite } from "../../../src/workspace/classify";
import type { Access, WorkspacePort } from "../../../src/workspace/port";
import { here, TemporaryFolder, workspaceOf } from "./folder";

/** What is there, before each table. `a -> b` is a link; its target is relative to the folder of all, or absolute. */
const THERE = [
  "app/src/a.ts",
  "app/.vscode/settings.json",
  "app/.git/config",
  "app/sub/.git",
  "app/store/HEAD",
  "app/store/objects/x",
  "app/store/refs/x",
  "app/store/hooks/x",
  "app/.env",
  "app/odd:name.ts",
  "app/AGENTS.md",
  "app/inner/.vscode/tasks.json",
  "lib/b.ts",
  "outside/key",
  "outside/deep/key",
];
const LINKS = {
  "app/link.ts": "app/src/a.ts",
  "app/linked": "app/src",
  "app/out.ts": "outside/key",
  "app/outFolder": "outside",
  "app/dangling.ts": "app/src/new.ts",
  "app/danglingOut.ts": "outside/new.ts",
  "app/danglingFolder": "outside/none",
  "app/viaLink.ts": "app/outFolder/deep/key",
  "app/notes.md": "app/.vscode/settings.json",
  "app/notesFolder": "app/.vscode",
  "app/hook": "app/.git/hooks/pre-commit",
  "app/harmless.txt": "app/.env",
  "app/other.ts": "lib/b.ts",
  "app/loop": "app/loop",
  "app/pool": "app/pond",
  "app/pond": "app/pool",
  door: "app",
  "app/.husky": "app/src",
} as const;

let folder: TemporaryFolder;

async function build(): Promise<void> {
  folder = await TemporaryFolder.create();
  for (const path of THERE) {
    await folder.write(path, "");
  }
  for (const [link, target] of Object.entries(LINKS)) {
    await symlink(join(folder.path, target), join(folder.path, link));
  }
  await symlink("src/../../outside/key", join(folder.path, "app/relative"));
  // `linked/..` is the folder of what `linked` leads to, and not `app`.
  await mkdir(join(folder.path, "outside/up/down"), { recursive: true });
  await symlink(join(folder.path, "outside/up/down"), join(folder.path, "app/down"));
  await symlink("down/../new.ts", join(folder.path, "app/tricky.ts"));
}

const excluded = (path: string) => (path.endsWith("/.env") ? "It is excluded." : undefined);

const windowOf = (roots: readonly string[], more: Partial<WorkspacePort> = {}): WorkspacePort => ({
  ...workspaceOf(
    roots.map((root) => join(folder.path, root)),
    {},
    excluded,
  ),
  ...more,
});

const at = (path: string) => here(path.startsWith("/") ? path : join(folder.path, path));

const kindOf = (path: string, access: Access, window: WorkspacePort) => classify(at(path), access, window).kind;

describe("which file it is", () => {
  before(build);
  after(() => folder.remove());

  for (const [path, read, write] of [
    ["app/src/a.ts", "inside", "inside"],
    ["app/src/new.ts", "inside", "inside"],
    ["app/new/deep/new.ts", "inside", "inside"],
    ["app/link.ts", "inside", "inside"],
    ["app/linked/a.ts", "inside", "inside"],
    ["app/linked/new.ts", "inside", "inside"],
    ["app/linked/new/new.ts", "inside", "inside"],
    ["app/dangling.ts", "inside", "inside"],
    ["app/.prettierrc", "inside", "inside"],
    ["app/odd:name.ts", "inside", "inside"],
    ["app/odd:new.ts", "inside", "outside"],
    ["app/out.ts", "outside", "outside"],
    ["app/outFolder", "outside", "outside"],
    ["app/outFolder/key", "outside", "outside"],
    ["app/outFolder/new.ts", "outside", "outside"],
    ["app/outFolder/new/new.ts", "outside", "outside"],
    ["app/danglingOut.ts", "outside", "outside"],
    ["app/danglingFolder/new.ts", "outside", "outside"],
    ["app/viaLink.ts", "outside", "outside"],
    ["app/relative", "outside", "outside"],
    ["app/tricky.ts", "outside", "outside"],
    ["app/loop", "outside", "outside"],
    ["app/loop/new.ts", "outside", "outside"],
    ["app/pool", "outside", "outside"],
    ["app/other.ts", "outside", "outside"],
    ["lib/b.ts", "outside", "outside"],
    ["outside/key", "outside", "outside"],
    ["app-not/a.ts", "outside", "outside"],
    ["/", "outside", "outside"],
    ["/dev/null", "outside", "outside"],
    ["app/.vscode/settings.json", "inside", "protected"],
    ["app/.vscode/new.json", "inside", "protected"],
    ["app/.vscode", "inside", "protected"],
    ["app/notes.md", "inside", "protected"],
    ["app/notesFolder/tasks.json", "inside", "protected"],
    ["app/.husky/pre-commit", "inside", "protected"],
    ["app/inner/.vscode/tasks.json", "inside", "protected"],
    ["app/.git/config", "inside", "protected"],
    ["app/hook", "inside", "protected"],
    ["app/sub/.git", "inside", "protected"],
    ["app/store/hooks/x", "inside", "protected"],
    ["app/store/hooks/new", "inside", "protected"],
    ["app/store/config", "inside", "protected"],
    ["app/AGENTS.md", "inside", "protected"],
    ["app/.env", "excluded", "excluded"],
    ["app/harmless.txt", "excluded", "excluded"],
  ] as const) {
    it(`${path}: ${read} to read, ${write} to write`, () => {
      const window = windowOf(["app"]);
      assert.deepEqual([kindOf(path, "read", window), kindOf(path, "write", window)], [read, write]);
    });
  }

  it("a sentence says why, and names the file as it was named", () => {
    const window = windowOf(["app"]);
    for (const [path, sentence] of [
      ["app/out.ts", /^out\.ts is a link to a place outside the workspace, so it is not written\. Add the folder/],
      ["app/outFolder/new.ts", /^outFolder\/new\.ts leads out of the workspace through a link, so it is not written/],
      [
        "app/notes.md",
        /^notes\.md is not written by a model, because it decides what the editor runs.*Change it yourself/,
      ],
      ["app/loop", /^loop is a link that leads in a circle/],
      ["app/odd:new.ts", /^odd:new\.ts is not written, because “odd:new\.ts” has a colon.*Choose another name/],
      ["app/harmless.txt", /^It is excluded\.$/],
    ] as const) {
      const verdict = classify(at(path), "write", window);
      assert.match(verdict.kind === "inside" ? "inside" : verdict.sentence, sentence);
    }
  });

  it("two names of one file have its true place in common", () => {
    const window = windowOf(["app"]);
    const real = (path: string) => {
      const verdict = classify(at(path), "write", window);
      return verdict.kind === "inside" ? verdict.real : verdict;
    };
    assert.deepEqual(real("app/link.ts"), real("app/src/a.ts"));
    assert.deepEqual(real("app/linked/a.ts"), at("app/src/a.ts"));
    assert.deepEqual(real("app/dangling.ts"), at("app/src/new.ts"));
  });

  it("a path that is not plain is refused, as the disk may read it otherwise", () => {
    for (const path of ["app/src/../a.ts", "app/./a.ts", "app//a.ts", "app/linked/../../outside/key"]) {
      const address = { system: "file://", path: `${folder.path}/${path}` };
      assert.equal(classify(address, "read", windowOf(["app"])).kind, "outside", path);
    }
  });
});

describe("which folders are open", () => {
  before(build);
  after(() => folder.remove());

  for (const [roots, path, kind, name] of [
    [["app", "lib"], "app/other.ts", "inside", "app/other.ts"],
    [["app", "lib"], "lib/b.ts", "inside", "lib/b.ts"],
    [["door"], "door/src/a.ts", "inside", "src/a.ts"],
    [["door"], "door/src/new.ts", "inside", "src/new.ts"],
    // A language server tells of files by their true path.
    [["door"], "app/src/a.ts", "inside", "src/a.ts"],
    [["door"], "app/.vscode/settings.json", "protected", ".vscode/settings.json"],
    [["door"], "door/out.ts", "outside", "out.ts"],
    [["app"], "door/src/a.ts", "inside", "src/a.ts"],
    // A folder within another is open, too; or it is itself what is protected.
    [["app", "app/inner"], "app/inner/.vscode/tasks.json", "protected", "inner/.vscode/tasks.json"],
    [["app", "app/.vscode"], "app/.vscode/tasks.json", "protected", ".vscode/tasks.json"],
    [["app/.vscode"], "app/.vscode/tasks.json", "protected", "tasks.json"],
    [["door", "app/.vscode"], "app/.vscode/tasks.json", "protected", ".vscode/tasks.json"],
    [["app/.git/hooks"], "app/.git/hooks/new", "protected", "new"],
    [["app/store"], "app/store/config", "protected", "config"],
    [["app/store/hooks"], "app/store/hooks/x", "protected", "x"],
    [["app/gone"], "app/gone/a.ts", "inside", "a.ts"],
    [[], "app/src/a.ts", "outside", undefined],
  ] as const) {
    it(`${path} where ${roots.join(" and ") || "nothing"} is: ${kind}`, () => {
      const verdict = classify(at(path), "write", windowOf(roots));
      assert.equal(verdict.kind, kind);
      assert.equal(verdict.name, name ?? at(path).path);
    });
  }

  it("below a folder that has itself a protected name further up, files are ordinary ones", async () => {
    await folder.write(".cursor/worktrees/project/a.ts", "");
    const window = windowOf([".cursor/worktrees/project"]);
    assert.equal(kindOf(".cursor/worktrees/project/a.ts", "write", window), "inside");
    assert.equal(kindOf(".cursor/worktrees/project/.cursor/rules/a.md", "write", window), "protected");
  });

  it("the whole disk, or a drive", () => {
    const disk = { ...windowOf([]), roots: [{ name: "", ...here("/") }] };
    assert.equal(kindOf("app/src/a.ts", "write", disk), "inside");
    assert.equal(kindOf("app/.vscode/settings.json", "write", disk), "protected");
    assert.equal(kindOf("/dev/null", "write", disk), "outside", "It is a device.");
    const drive = { ...disk, roots: [{ name: "C:", ...here("/c:") }], ignoresCase: true, follow: fake };
    assert.equal(classify(here("/C:/Users/a.ts"), "write", drive).kind, "inside");
    assert.equal(classify(here("/d:/Users/a.ts"), "write", drive).kind, "outside");
    assert.equal(classify(here("/C:/Users/.VSCode/a.json"), "write", drive).kind, "protected");
  });

  it("of a server far away: no link is followed, and the names count", () => {
    const roots = [{ name: "r", system: "vscode-vfs://github", path: "/o/r" }];
    const window: WorkspacePort = {
      ...windowOf([]),
      roots,
      follow: () => assert.fail(),
      isInGitDirectory: () => assert.fail(),
    };
    const judged = (path: string, system = "vscode-vfs://github") => classify({ system, path }, "write", window).kind;
    assert.equal(judged("/o/r/a.ts"), "inside");
    assert.equal(judged("/o/r/.vscode/a.json"), "protected");
    assert.equal(judged("/o/r/.env"), "excluded");
    assert.equal(judged("/o/other/a.ts"), "outside");
    assert.equal(judged("/o/r/a.ts", "vscode-vfs://gitlab"), "outside");
  });

  const fake: WorkspacePort["follow"] = (address) => ({ kind: "nothing", real: address });

  it("a folder of the same path in another file system is another folder", () => {
    const window: WorkspacePort = { ...windowOf(["app"]), follow: fake };
    assert.equal(
      classify({ system: "vscode-remote://ssh", path: at("app/a.ts").path }, "read", window).kind,
      "outside",
    );
  });

  it("none is needed by what has no file yet, unless it was given the path of one that is protected", () => {
    const window = windowOf(["app"]);
    const untitled = (path: string) => classify({ system: "untitled://", path }, "write", window).kind;
    assert.equal(untitled("Untitled-1"), "inside");
    assert.equal(untitled("/nowhere/a.ts"), "inside");
    assert.equal(untitled(at("app/.vscode/launch.json").path), "protected");
  });
});

describe("who writes, and where", () => {
  before(build);
  after(() => folder.remove());

  it("in a workspace that is not trusted a model reads, and writes only where the person acts", () => {
    const window = windowOf(["app"], { isTrusted: false });
    assert.equal(kindOf("app/src/a.ts", "read", window), "inside");
    assert.equal(kindOf("app/src/a.ts", "write", window), "protected");
    assert.match(refusedWrite(at("app/src/a.ts"), "model", window) ?? "", /not trusted.*Manage Workspace Trust/);
    assert.equal(refusedWrite(at("app/src/a.ts"), "person", window), undefined);
    assert.match(refusedWrite(at("app/out.ts"), "model", window) ?? "", /a link to a place outside/);
  });

  for (const [path, byPerson] of [
    ["app/src/a.ts", "written"],
    ["app/.vscode/settings.json", "written"],
    ["outside/key", "written"],
    ["app/out.ts", "written"],
    ["app/.env", "refused"],
    ["app/harmless.txt", "refused"],
  ] as const) {
    it(`the person acts in ${path}: ${byPerson}`, () => {
      const refused = refusedWrite(at(path), "person", windowOf(["app"]));
      assert.equal(refused === undefined ? "written" : "refused", byPerson);
    });
  }
});
