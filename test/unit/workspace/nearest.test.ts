import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { nearestNames } from "../../../src/workspace/nearest";
import type { WorkspacePort } from "../../../src/workspace/port";
import { never } from "../mistral/support/asks";
import { TemporaryFolder, workspaceOf } from "./folder";

describe("the nearest names to one that leads nowhere", () => {
  let folder: TemporaryFolder;
  let workspace: WorkspacePort;
  let listed: string[];

  before(async () => {
    folder = await TemporaryFolder.create();
    for (const path of [
      ...["app/src/greet.ts", "app/src/greeting.test.ts", "app/src/chat/turn.ts", "app/lib/util/format.ts"],
      ...["app/src/Button.tsx", "app/secret/format.ts", "app/src/format.key", "app/node_modules/x/format.ts"],
      ...["app/.cache/format.ts", "app/README.md", "app/a.ts", "outside/format.ts"],
    ]) {
      await folder.write(path, "");
    }
    await symlink(join(folder.path, "outside"), join(folder.path, "app/src/link"));
    await symlink(join(folder.path, "outside/format.ts"), join(folder.path, "app/src/formal.ts"));
  });
  beforeEach(() => {
    listed = [];
    const real = workspaceOf([join(folder.path, "app")], {}, (path) =>
      /\/secret(\/|$)|\.key$/.test(path) ? "It is excluded." : undefined,
    );
    workspace = {
      ...real,
      list: (address) => {
        listed.push(address.path);
        return real.list(address);
      },
    };
  });
  after(() => folder.remove());

  for (const [name, input, expected] of [
    ["a letter too many", "src/greeet.ts", ["src/greet.ts"]],
    ["another ending", "src/Button.jsx", ["src/Button.tsx"]],
    ["another case", "src/button.tsx", ["src/Button.tsx"]],
    ["another folder", "src/turn.ts", ["src/chat/turn.ts"]],
    ["a folder that is not there", "source/turn.ts", ["src/chat/turn.ts"]],
    ["the workspace folder's name in front", "app/turn.ts", ["src/chat/turn.ts"]],
    ["a part of the name", "src/greeting.ts", ["src/greeting.test.ts", "src/greet.ts"]],
    ["nothing like it", "src/zebra.ts", []],
    ["a short name, to which all are near", "b.ts", []],
    ["no name", "/", []],
  ] as const) {
    it(`${name}: ${input}`, async () => {
      assert.deepEqual(await nearestNames(input, workspace, never()), expected);
    });
  }

  it("never tells what is excluded, lies outside or behind a link to there, and does not look into it", async () => {
    assert.deepEqual(await nearestNames("format.ts", workspace, never()), ["lib/util/format.ts"]);
    assert.deepEqual(await nearestNames("secret/formet.ts", workspace, never()), ["lib/util/format.ts"]);
    assert.ok(!listed.some((path) => /secret|link|node_modules|cache|outside/.test(path)), listed.join(" "));
  });

  it("looks into so many folders at most, the near ones first, and into none that has been looked into", async () => {
    await nearestNames("lib/util/frmat.ts", workspace, never(), 2);
    assert.deepEqual(
      listed.map((path) => path.slice(folder.path.length)),
      ["/app/lib/util", "/app/lib"],
    );
    listed = [];
    await nearestNames("src/x/y.ts", workspace, never());
    assert.equal(new Set(listed).size, listed.length);
  });

  it("goes on where a folder cannot be read, and ends when it is no longer wanted", async () => {
    const before = workspace;
    const list: WorkspacePort["list"] = (at) =>
      at.path.endsWith("/src") ? Promise.reject(new Error("no")) : before.list(at);
    workspace = { ...before, list };
    assert.deepEqual(await nearestNames("src/format.ts", workspace, never()), ["lib/util/format.ts"]);
    assert.deepEqual(await nearestNames("src/format.ts", workspace, AbortSignal.abort()), []);
  });
});
