import assert from "node:assert/strict";
import { mkdir, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fingerprint } from "../../../src/workspace/fingerprint";
import { reach } from "../../../src/workspace/locate";
import type { Access } from "../../../src/workspace/port";
import { never } from "../mistral/support/asks";
import { TemporaryFolder, workspaceOf } from "./folder";

describe("what kind of place a path leads to", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await TemporaryFolder.create();
    for (const path of ["app/a.ts", "app/.vscode/tasks.json", "app/secret", "outside/key", "outside/secret"]) {
      await folder.write(path, path);
    }
    await symlink(join(folder.path, "outside"), join(folder.path, "app/out"));
    await symlink(join(folder.path, "app"), join(folder.path, "door"));
    await mkdir(join(folder.path, "app/~"));
  });
  after(() => folder.remove());

  const reached = async (path: string, access: Access, roots: readonly string[]) => {
    const workspace = workspaceOf(
      roots.map((root) => join(folder.path, root)),
      { "Untitled-1": "" },
      (at) => (at.endsWith("/secret") ? "It is secret." : undefined),
    );
    return reach(path.replace("…", folder.path), access, workspace);
  };

  for (const [path, access, kind, real] of [
    ["a.ts", "read", "inside", "app/a.ts"],
    ["…/door/a.ts", "read", "inside", "app/a.ts"],
    ["secret", "read", "excluded", "app/secret"],
    [".vscode/tasks.json", "read", "inside", "app/.vscode/tasks.json"],
    ["…/outside/key", "read", "outside", "outside/key"],
    ["file://…/outside/key", "read", "outside", "outside/key"],
    ["../outside/key", "read", "outside", "outside/key"],
    ["..\\outside\\key", "read", "outside", "outside/key"],
    ["out/key", "read", "outside", "outside/key"],
    ["…/outside/secret", "read", "excluded", "outside/secret"],
    ["out/secret", "read", "excluded", "app/out/secret"],
    ["none.ts", "read"],
    ["…/outside/none", "read"],
    ["…/outside", "read"],
    ["/dev/null", "read"],
    ["~/../../outside/key", "read"],
    ["ssh://host/outside/key", "read"],
    ["file://host…/outside/key", "read"],
    ["Untitled-1", "read"],
    ["a.ts", "write", "inside", "app/a.ts"],
    ["new.ts", "write", "inside", "app/new.ts"],
    [".vscode/tasks.json", "write", "protected", "app/.vscode/tasks.json"],
    ["secret", "write", "excluded", "app/secret"],
    ["…/outside/key", "write", "outside", "outside/key"],
    ["out/key", "write", "outside", "app/out/key"],
  ] as const) {
    it(`${path} to ${access}: ${kind ?? "nothing to decide"}`, async () => {
      const found = await reached(path, access, ["app"]);
      assert.deepEqual([found?.kind, found?.real.path], [kind, real && join(folder.path, real)]);
      const isRefused = kind === "excluded" || kind === "protected" || (kind === "outside" && access === "write");
      assert.equal(found?.sentence === undefined, !isRefused);
      assert.ok(path.includes("…") || !found?.sentence?.includes(folder.path), "the model learns nothing of the place");
    });
  }

  it("is outside for all that has a whole path where no folder is open", async () => {
    assert.equal((await reached("…/outside/key", "read", []))?.kind, "outside");
    assert.equal(await reached("../outside/key", "read", []), undefined);
  });
});

describe("the fingerprint of a file", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await TemporaryFolder.create();
  });
  after(() => folder.remove());

  it("is another when another thing stands in it, also of the same size and time; else it stays", async () => {
    const path = join(folder.path, "a");
    const then = new Date(1_700_000_000_000);
    await writeFile(path, "one");
    await utimes(path, then, then);
    const one = await fingerprint(path, never());
    assert.equal(await fingerprint(path, never()), one);
    await writeFile(path, "two");
    await utimes(path, then, then);
    assert.notEqual(await fingerprint(path, never()), one);
  });

  it("is had in no time where nobody waits for it, and not of what is not there", async () => {
    await writeFile(join(folder.path, "b"), "b");
    await assert.rejects(fingerprint(join(folder.path, "b"), AbortSignal.abort()), /abort/i);
    await assert.rejects(fingerprint(join(folder.path, "none"), never()), /ENOENT/);
  });
});
