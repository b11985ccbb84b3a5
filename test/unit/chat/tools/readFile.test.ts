import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { prepareCall } from "../../../../src/chat/callTool";
import { TOOLS } from "../../../../src/chat/tools";
import type { WorkspacePort } from "../../../../src/workspace/port";
import { TemporaryFolder, workspaceOf } from "../../workspace/folder";

function prepared(args: unknown) {
  return prepareCall({ id: "abcdefghi", name: "read_file", arguments: JSON.stringify(args) }, TOOLS);
}

describe("read_file", () => {
  let folder: TemporaryFolder;
  let workspace: WorkspacePort;

  before(async () => {
    folder = await TemporaryFolder.create();
    await folder.write("app/a.ts", "one\r\ntwo\r\nthree\r\n");
    await folder.write("app/empty.ts", "");
    await folder.write("app/single.ts", "one");
    await folder.write("app/long.ts", "line\n".repeat(4_500));
    await folder.write("app/wide.json", `${"x".repeat(1_000_000)}\nend\n`);
    await folder.write("app/image.png", Uint8Array.of(0x89, 0x50, 0, 0));
    await folder.write("secret", "secret");
    await symlink(join(folder.path, "secret"), join(folder.path, "app/link"));
    workspace = workspaceOf([join(folder.path, "app")], { "Untitled-1": "draft 👍\n" });
  });

  after(() => folder.remove());

  async function read(args: unknown, signal = new AbortController().signal) {
    return prepared(args).run({ workspace }, signal);
  }

  it("reads a file whole", async () => {
    assert.deepEqual(await read({ path: "a.ts" }), {
      ok: true,
      summary: "3 lines",
      content: "a.ts, lines 1–3 of 3:\none\ntwo\nthree",
      sources: [{ path: "a.ts", characters: 13 }],
    });
  });

  it("does not read what is excluded, and says why, though it is named in its folder", async () => {
    const why = "a.ts is never sent to a model.";
    workspace = workspaceOf([join(folder.path, "app")], {}, (path) => (path.endsWith("/a.ts") ? why : undefined));
    try {
      assert.deepEqual(await read({ path: "a.ts" }), {
        ok: false,
        summary: "is never sent to a model.",
        content: `Error: ${why}`,
      });
      assert.match((await read({ path: "." })).content, /a\.ts/);
      assert.equal((await read({ path: "single.ts" })).ok, true);
    } finally {
      workspace = workspaceOf([join(folder.path, "app")], { "Untitled-1": "draft 👍\n" });
    }
  });

  it("reads some of its lines, without a notice", async () => {
    assert.deepEqual(await read({ path: "a.ts", start_line: 2, end_line: 2 }), {
      ok: true,
      summary: "1 of 3 lines",
      content: "a.ts, line 2 of 3:\ntwo",
      sources: [{ path: "a.ts", lines: { first: 2, last: 2 }, characters: 3 }],
    });
  });

  it("takes numbers that are written as text, an end behind the last line, and null", async () => {
    const { content } = await read({ path: "a.ts", start_line: "2", end_line: 99 });
    assert.equal(content, "a.ts, lines 2–3 of 3:\ntwo\nthree");
    assert.equal((await read({ path: "a.ts", start_line: null, end_line: null })).summary, "3 lines");
  });

  it("says how to read on, page after page", async () => {
    const first = await read({ path: "long.ts" });
    assert.equal(first.summary, "2000 of 4500 lines, cut");
    assert.match(
      first.content,
      /\n\[Cut here: the file has 4500 lines\. Call read_file with start_line 2001 to read on\.\]$/,
    );
    assert.equal((await read({ path: "long.ts", start_line: 2_001 })).summary, "2000 of 4500 lines, cut");
    const last = await read({ path: "long.ts", start_line: 4_001 });
    assert.equal(last.summary, "500 of 4500 lines");
    assert.doesNotMatch(last.content, /\[Cut/);
  });

  it("says that a line was cut", async () => {
    const { summary, content } = await read({ path: "wide.json" });
    assert.equal(summary, "1 of 2 lines, cut");
    assert.match(
      content,
      /\n\[Line 1 is longer than one page; only its beginning is shown\.\]\n\[Cut here: .*start_line 2 /,
    );
    assert.ok(content.length < 50_000);
  });

  it("reads an untitled document", async () => {
    assert.equal((await read({ path: "Untitled-1" })).content, "Untitled-1, line 1 of 1:\ndraft 👍");
  });

  it("says that a file is empty", async () => {
    assert.deepEqual(await read({ path: "empty.ts" }), {
      ok: true,
      summary: "empty file",
      content: "empty.ts is empty.",
    });
  });

  for (const [name, args, reason] of [
    ["a binary file", { path: "image.png" }, "image.png is a binary file; only text can be read."],
    ["a missing file", { path: "none.ts" }, "none.ts does not exist in the workspace."],
    [
      "a file outside",
      { path: "../secret" },
      "../secret is outside the workspace; there, only a file that the person allows can be read.",
    ],
    ["a link to outside", { path: "link" }, "link is a link to a place outside the workspace, so it is not read."],
    ["lines behind the end", { path: "a.ts", start_line: 4 }, "a.ts has only 3 lines."],
    ["lines behind the only one", { path: "single.ts", start_line: 2 }, "single.ts has only one line."],
    [
      "lines in the wrong order",
      { path: "a.ts", start_line: 3, end_line: 2 },
      "end_line (2) is before start_line (3).",
    ],
  ] as const) {
    it(`refuses ${name}, and does not name it twice to the person, who has read the label`, async () => {
      const { ok, summary, content } = await read(args);
      assert.deepEqual({ ok, content }, { ok: false, content: `Error: ${reason}` });
      assert.ok(!summary.startsWith(args.path), summary);
      assert.ok(!/_line/.test(summary), summary);
    });
  }

  for (const args of [
    {},
    { path: "" },
    { path: 7 },
    { path: "a.ts", start_line: 0 },
    { path: "a.ts", end_line: 1.5 },
    [],
  ]) {
    it(`does not take ${JSON.stringify(args)}`, async () => {
      assert.match((await read(args)).content, /^Error: The arguments of read_file do not fit: /);
    });
  }

  it("ends when it is no longer wanted", async () => {
    const outcome = await read({ path: "long.ts" }, AbortSignal.abort());
    assert.match(outcome.content, /^Error: read_file failed: .*abort/i);
  });

  it("is labelled with what it reads", () => {
    assert.equal(prepared({ path: "a.ts" }).label, "Read a.ts");
    assert.equal(prepared({ path: "a.ts", start_line: 2 }).label, "Read a.ts, lines 2–end");
    const { label: text, place } = prepared({ path: "a.ts", end_line: 9 });
    assert.equal(text, "Read a.ts, lines 1–9");
    assert.deepEqual(place, { path: "a.ts", endLine: 9 });
  });
});
