import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { locateToRead, locateToShow } from "../../../src/workspace/locate";
import { displayName } from "../../../src/workspace/places";
import type { WorkspacePort } from "../../../src/workspace/port";
import { here, TemporaryFolder, workspaceOf } from "./folder";

describe("locating a file", () => {
  it("shows what is excluded to the person, and gives it to nobody else", async () => {
    const workspace = workspaceOf([join(folder.path, "app")], {}, (path) =>
      path.endsWith("/a.ts") ? "It is excluded." : undefined,
    );
    assert.deepEqual(await locateToRead("src/a.ts", workspace), { kind: "refused", reason: "It is excluded." });
    assert.equal((await locateToShow("src/a.ts", workspace)).kind, "file");
  });

  let folder: TemporaryFolder;
  let one: WorkspacePort;
  let two: WorkspacePort;

  before(async () => {
    folder = await TemporaryFolder.create();
    await folder.write("app/src/a.ts", "a");
    await folder.write("app/src/ç 👍.ts", "a");
    await folder.write("app/app/nested.ts", "a");
    await folder.write("lib/src/a.ts", "b");
    await folder.write("lib/only.ts", "b");
    await folder.write("app-secret/key", "secret");
    await folder.write("outside/key", "secret");
    await symlink(join(folder.path, "outside"), join(folder.path, "app/linked"));
    await symlink(join(folder.path, "outside/key"), join(folder.path, "app/key"));
    await symlink(join(folder.path, "app/src"), join(folder.path, "app/inner"));
    await symlink(join(folder.path, "lib/only.ts"), join(folder.path, "app/only.ts"));
    await symlink(join(folder.path, "nowhere"), join(folder.path, "app/broken"));
    await symlink(join(folder.path, "app/loop"), join(folder.path, "app/loop"));
    await symlink(join(folder.path, "app"), join(folder.path, "door"));
    one = workspaceOf([join(folder.path, "app")]);
    two = workspaceOf([join(folder.path, "app"), join(folder.path, "lib")]);
  });

  after(() => folder.remove());

  /** The name of the file, or why it is refused. Paths of this machine are written as `/…`. */
  async function located(path: string, workspace = one): Promise<string> {
    const found = await locateToRead(path.replace("/…", folder.path), workspace);
    const said = found.kind === "refused" ? `No: ${found.reason}` : `${found.kind} ${found.name}`;
    return said.replaceAll(folder.path, "/…");
  }

  for (const [path, name] of [
    ["src/a.ts", "src/a.ts"],
    ["./src//./a.ts", "src/a.ts"],
    [" src/a.ts\n", "src/a.ts"],
    ["src\\a.ts", "src/a.ts"],
    ["src/../src/a.ts", "src/a.ts"],
    ["src/ç 👍.ts", "src/ç 👍.ts"],
    ["/…/app/src/a.ts", "src/a.ts"],
    ["file:///…/app/src/a.ts", "src/a.ts"],
    ["app/src/a.ts", "src/a.ts"],
    ["app/nested.ts", "app/nested.ts"],
    ["inner/a.ts", "inner/a.ts"],
  ] as const) {
    it(`finds ${JSON.stringify(path)}`, async () => {
      assert.equal(await located(path), `file ${name}`);
    });
  }

  for (const path of [
    "/etc/passwd",
    "../outside/key",
    "src/../../outside/key",
    "/…/app-secret/key",
    "/…/app/../outside/key",
    "..",
    "..\\outside\\key",
    "C:\\key",
    "~/../../key",
  ]) {
    it(`refuses ${JSON.stringify(path)}, which is outside`, async () => {
      assert.equal(
        await located(path),
        `No: ${path} is outside the workspace; there, only a file that the person allows can be read.`,
      );
    });
  }

  for (const path of ["key", "linked/key", "linked", "inner/../linked/key"]) {
    it(`refuses ${JSON.stringify(path)}, which leads outside`, async () => {
      assert.equal(await located(path), `No: ${path} is a link to a place outside the workspace, so it is not read.`);
    });
  }

  for (const path of ["nothing.ts", "SRC/a.ts", "broken", "loop", "src/a.ts/b", "~/key", "%2e%2e/outside/key"]) {
    it(`says that ${JSON.stringify(path)} does not exist`, async () => {
      assert.equal(await located(path), `No: ${path} does not exist in the workspace.`);
    });
  }

  it("refuses a NUL character", async () => {
    assert.equal(await located("src/a.ts\0.png"), "No: The path has a NUL character in it.");
  });

  it("says what a folder holds", async () => {
    assert.equal(await located("src"), "No: src is a folder. It holds: a.ts, ç 👍.ts");
    assert.match(await located("."), /^No: \. is a folder\. It holds: app\/, broken, .*, src\/$/);
  });

  it("says how much more a large folder holds", async () => {
    const many: WorkspacePort = { ...one, list: async () => Array.from({ length: 102 }, (_, at) => `f${at}`) };
    assert.match(await located("src", many), /, f98, f99, and 2 more$/);
    assert.match(await located("src", { ...one, list: async () => [] }), /It holds: nothing$/);
  });

  it("looks in each of several folders, and names the one", async () => {
    assert.equal(await located("lib/src/a.ts", two), "file lib/src/a.ts");
    assert.equal(await located("src/a.ts", two), "file app/src/a.ts");
    assert.equal(await located("app/src/a.ts", two), "file app/src/a.ts");
    assert.equal(await located("app/nested.ts", two), "file app/app/nested.ts");
    assert.equal(await located("only.ts", two), "file app/only.ts");
    assert.equal(await located("/…/lib/only.ts", two), "file lib/only.ts");
    assert.equal(await located("lib", two), "No: lib is a folder. It holds: only.ts, src/");
  });

  it("reads through a link only into a folder that is open", async () => {
    assert.match(await located("only.ts"), /is a link to a place outside/);
    assert.equal(await located("only.ts", two), "file app/only.ts");
  });

  it("does not climb from one folder into another", async () => {
    assert.match(await located("app/../lib/only.ts", two), /^No: .* (?:is outside|does not exist)/);
  });

  it("finds files in a folder that is opened through a link", async () => {
    assert.equal(await located("src/a.ts", workspaceOf([join(folder.path, "door")])), "file src/a.ts");
  });

  it("finds an untitled document by its name, also without a folder", async () => {
    const workspace = workspaceOf([], { "Untitled-1": "text" });
    assert.deepEqual(await locateToRead("Untitled-1", workspace), {
      kind: "untitled",
      text: "text",
      name: "Untitled-1",
    });
    assert.equal(await located("a.ts", workspace), "No: No folder is open, so there are no workspace files to read.");
  });

  it("refuses everything when the folder has vanished", async () => {
    assert.equal(await located("a.ts", workspaceOf(["/gone"])), "No: a.ts does not exist in the workspace.");
  });
});

/** A folder on a system that ignores case, where everything asked for is there. */
const insensitive: WorkspacePort = {
  ...workspaceOf([]),
  roots: [{ name: "App", ...here("/c:/Users/App") }],
  ignoresCase: true,
  follow: (asked) => ({ kind: asked.path.endsWith(".ts") ? "file" : "folder", real: asked }),
};

describe("where case does not matter", () => {
  it("a file is found whatever case it is asked for in", async () => {
    assert.deepEqual(await locateToRead("C:\\USERS\\app\\a.ts", insensitive), {
      kind: "file",
      address: here("/C:/USERS/app/a.ts"),
      name: "a.ts",
    });
  });

  it("a folder that only begins like it is another", async () => {
    assert.equal((await locateToRead("C:\\Users\\Application\\a.ts", insensitive)).kind, "refused");
  });
});

describe("the name of a file", () => {
  const roots = [
    { name: "app", ...here("/w/app") },
    { name: "inner", ...here("/w/app/inner") },
  ];

  it("is relative to its folder, the innermost of several", () => {
    assert.equal(displayName(here("/w/app/inner/a.ts"), { roots, ignoresCase: false }), "inner/a.ts");
    assert.equal(displayName(here("/w/app/a.ts"), { roots, ignoresCase: false }), "app/a.ts");
    assert.equal(displayName(here("/w/app/a.ts"), { roots: roots.slice(0, 1), ignoresCase: false }), "a.ts");
    assert.equal(displayName(here("/W/App/a.ts"), { roots: roots.slice(0, 1), ignoresCase: true }), "a.ts");
  });

  it("is the path of a file in none", () => {
    assert.equal(displayName(here("/w/apple/a.ts"), { roots, ignoresCase: false }), "/w/apple/a.ts");
    assert.equal(displayName(here("/w/app/a.ts"), { roots: [], ignoresCase: false }), "/w/app/a.ts");
  });
});
