import assert from "node:assert/strict";
import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { prepareCall } from "../../../../src/chat/callTool";
import { TOOLS } from "../../../../src/chat/tools";
import type { Permit } from "../../../../src/chat/tools/tool";
import type { WorkspacePort } from "../../../../src/workspace/port";
import { never } from "../../mistral/support/asks";
import { here, TemporaryFolder, workspaceOf } from "../../workspace/folder";

describe("read_file outside of the workspace", () => {
  let folder: TemporaryFolder;
  let notes: string;

  beforeEach(async () => {
    folder = await TemporaryFolder.create();
    await folder.write("app/a.ts", "inside\n");
    await folder.write("notes.md", "one\ntwo\n");
    await folder.write("other.md", "other\n");
    notes = join(folder.path, "notes.md");
  });
  afterEach(() => folder.remove());

  const permitting = (named: string, path = notes, real = path): Permit => ({
    outside: new Map([[named, { address: here(path), real: here(real) }]]),
    refused: new Map(),
  });
  const read = (args: object, permit?: Permit, changed: Partial<WorkspacePort> = {}) => {
    const workspace = Object.assign(workspaceOf([join(folder.path, "app")]), changed);
    const call = prepareCall({ id: "abcdefghi", name: "read_file", arguments: JSON.stringify(args) }, TOOLS);
    return call.run({ workspace, ...(permit ? { permit } : {}) }, never());
  };

  it("reads what was allowed, says that it is from outside, and tells the accounts its name alone", async () => {
    assert.deepEqual(await read({ path: notes }, permitting(notes)), {
      ok: true,
      summary: "2 lines, from outside the workspace",
      content: `${notes}, lines 1–2 of 2:\none\ntwo`,
      sources: [{ path: "notes.md", characters: 7 }],
      foreign: "notes.md",
    });
  });

  it("tells the model no more of the place than it has said itself", async () => {
    const above = await read({ path: "../notes.md", start_line: 2 }, permitting("../notes.md"));
    await symlink(notes, join(folder.path, "app/link.md"));
    const link = join(folder.path, "app/link.md");
    const linked = await read({ path: "link.md" }, permitting("link.md", link, notes));
    for (const { ok, content, sources, summary } of [above, linked]) {
      assert.ok(ok, content);
      assert.ok(!JSON.stringify([content, sources, summary]).includes(folder.path), content);
    }
    assert.deepEqual(above.sources, [{ path: "notes.md", lines: { first: 2, last: 2 }, characters: 3 }]);
  });

  it("reads nothing there without a word of the person", async () => {
    for (const permit of [undefined, permitting(join(folder.path, "other.md"))]) {
      const { ok, content } = await read({ path: notes }, permit);
      assert.deepEqual([ok, content.includes("two")], [false, false], content);
      assert.match(content, /is outside the workspace; there, only a file that the person allows can be read/);
    }
  });

  it("does not read what the path leads to by then, or what is excluded or not trusted by then", async () => {
    const link = join(folder.path, "app/link.md");
    await symlink(notes, link);
    const permit = permitting("link.md", link, notes);
    for (const [changed, why] of [
      [{ excluded: () => "The file holds secrets." }, "The file holds secrets."],
      [{ isTrusted: false }, "leads elsewhere"],
    ] as const) {
      const { ok, content } = await read({ path: "link.md" }, permit, changed);
      assert.deepEqual([ok, content.includes("one")], [false, false]);
      assert.ok(content.includes(why), content);
    }
    await rm(link);
    await symlink(join(folder.path, "other.md"), link);
    const { ok, content } = await read({ path: "link.md" }, permit);
    assert.deepEqual([ok, content.includes("other\n"), content.includes(folder.path)], [false, false, false], content);
    assert.match(content, /leads elsewhere by now/);
  });

  it("reads the others of a call beside one that is refused, and says why in two voices", async () => {
    const refused = new Map([[notes, { sentence: `${notes} is not read (model).`, told: "is not read (person)." }]]);
    const several = await read({ paths: [notes, "a.ts"] }, { outside: new Map(), refused });
    assert.equal(several.summary, "1 of 2 files");
    assert.equal(several.content, `Error: ${notes} is not read (model).\n\na.ts, line 1 of 1:\ninside`);
    assert.equal("foreign" in several, false);
    const one = await read({ path: notes }, { outside: new Map(), refused });
    assert.deepEqual([one.summary, one.content], ["is not read (person).", `Error: ${notes} is not read (model).`]);
  });
});
