import assert from "node:assert/strict";
import { join } from "node:path";
import { prepareCall } from "../../../../src/chat/callTool";
import { TOOLS } from "../../../../src/chat/tools";
import { PAGE_CHARACTERS, PAGE_LINES } from "../../../../src/chat/tools/page";
import type { WorkspacePort } from "../../../../src/workspace/port";
import { never } from "../../mistral/support/asks";
import { TemporaryFolder, workspaceOf } from "../../workspace/folder";

const prepared = (args: unknown) =>
  prepareCall({ id: "abcdefghi", name: "read_file", arguments: JSON.stringify(args) }, TOOLS);

describe("read_file, several files at once", () => {
  let folder: TemporaryFolder;
  let workspace: WorkspacePort;

  before(async () => {
    folder = await TemporaryFolder.create();
    await folder.write("app/a.ts", "one\ntwo\nthree\n");
    await folder.write("app/b.ts", "four\n");
    await folder.write("app/empty.ts", "");
    await folder.write("app/blank.ts", "\n");
    await folder.write("app/image.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0));
    await folder.write("app/.env", "TOKEN=of mine\n");
    for (const name of ["long1.ts", "long2.ts"]) await folder.write(`app/${name}`, "line\n".repeat(3_000));
    for (const name of ["wide1.json", "wide2.json"]) await folder.write(`app/${name}`, "👍".repeat(100_000));
    workspace = workspaceOf([join(folder.path, "app")], {}, (path) =>
      path.endsWith(".env") ? ".env is never sent to a model." : undefined,
    );
  });
  after(() => folder.remove());

  const read = (args: unknown) => prepared(args).run({ workspace }, never());

  it("gives them in the order in which they are named, each once, with what is not read in its place", async () => {
    const outcome = await read({
      paths: ["b.ts", "none.ts", "a.ts", "image.png", ".env", "b.ts", "empty.ts", "blank.ts"],
    });
    assert.deepEqual(outcome, {
      ok: true,
      summary: "4 of 7 files",
      content: [
        "b.ts, line 1 of 1:\nfour",
        "Error: none.ts does not exist in the workspace.",
        "a.ts, lines 1–3 of 3:\none\ntwo\nthree",
        "Error: image.png is an image (PNG); only text can be read.",
        "Error: .env is never sent to a model.",
        "empty.ts is empty.",
        "blank.ts, line 1 of 1:\n",
      ].join("\n\n"),
      sources: [
        { path: "b.ts", characters: 4 },
        { path: "a.ts", characters: 13 },
        { path: "blank.ts", characters: 0 },
      ],
    });
  });

  it("keeps to one page for all: small ones whole, large ones cut, and says how each is read on", async () => {
    const { content, summary, sources } = await read({ paths: ["long1.ts", "a.ts", "long2.ts"] });
    assert.equal(summary, "3 files, cut");
    assert.match(content, /a\.ts, lines 1–3 of 3:\none\ntwo\nthree\n\n/);
    const room = Math.floor((PAGE_LINES - 3) / 2);
    for (const name of ["long1.ts", "long2.ts"]) {
      assert.match(content, new RegExp(`Call read_file with path ${name} and start_line (${room + 1}|${room + 2}) to`));
    }
    const lines = content.split("\n").filter((line) => ["line", "one", "two", "three"].includes(line));
    assert.equal(lines.length, PAGE_LINES);
    assert.deepEqual(sources?.[1], { path: "a.ts", characters: 13 });
  });

  it("keeps to one page of characters, and cuts none in half", async () => {
    const { content, sources } = await read({ paths: ["wide1.json", "wide2.json"] });
    const characters = (sources ?? []).map((source) => source.characters);
    assert.deepEqual(characters, [PAGE_CHARACTERS / 2, PAGE_CHARACTERS / 2]);
    assert.ok(content.isWellFormed());
    assert.equal(content.match(/longer than one page/g)?.length, 2);
  });

  it("fails when none can be read", async () => {
    const { ok, summary } = await read({ paths: ["none.ts", ".env"] });
    assert.deepEqual({ ok, summary }, { ok: false, summary: "0 of 2 files" });
  });

  it("takes one in a list, and path beside paths", async () => {
    assert.equal((await read({ paths: ["a.ts"], start_line: 3 })).content, "a.ts, line 3 of 3:\nthree");
    assert.equal((await read({ path: "b.ts", paths: ["a.ts", "b.ts"] })).summary, "2 files");
  });

  it("is labelled with what it reads, and would read just that", () => {
    const { label, place, effects } = prepared({ paths: ["a.ts", "b.ts", "c.ts", "d.ts", "e.ts"] });
    assert.deepEqual([label, place, effects.length], ["Read a.ts, b.ts, c.ts and 2 more", undefined, 5]);
    assert.deepEqual(TOOLS[0]?.effects({ paths: ["a.ts", "b.ts"] }), [
      { kind: "reads", path: "a.ts" },
      { kind: "reads", path: "b.ts" },
    ]);
  });

  for (const [args, why] of [
    [{ paths: [] }, /paths: /],
    [{ paths: Array.from({ length: 21 }, (_, at) => `${at}.ts`) }, /paths: /],
    [{ paths: ["a.ts", "b.ts"], start_line: 2 }, /lines can be named for one file only/],
    [{ start_line: 2 }, /give path, or paths/],
  ] as const) {
    it(`does not take ${JSON.stringify(args).slice(0, 40)}, and says why`, async () => {
      const { ok, content } = await read(args);
      assert.equal(ok, false);
      assert.match(content, why);
    });
  }
});
