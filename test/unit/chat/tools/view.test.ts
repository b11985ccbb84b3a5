import assert from "node:assert/strict";
import { view } from "../../../../src/chat/tools/view";
import type { WorkspacePort } from "../../../../src/workspace/port";
import { never } from "../../mistral/support/asks";
import { TemporaryFolder, workspaceOf } from "../../workspace/folder";

const latin = (text: string) => Buffer.from(`${text}\0\0`, "latin1");

describe("what a model sees of a file", () => {
  let folder: TemporaryFolder;
  let workspace: WorkspacePort;
  before(async () => {
    folder = await TemporaryFolder.create();
    workspace = workspaceOf([folder.path]);
  });
  after(() => folder.remove());

  async function viewOf(name: string, content: string | Uint8Array, start = 1, end = Number.POSITIVE_INFINITY) {
    await folder.write(name, content);
    return view(name, { start, end }, { workspace }, never());
  }

  for (const [name, bytes, what] of [
    ["a.png", latin("\x89PNG\r\n\x1a\n"), "an image (PNG)"],
    ["a.jpg", latin("\xff\xd8\xff\xe0"), "an image (JPEG)"],
    ["a.gif", latin("GIF89a"), "an image (GIF)"],
    ["a.webp", latin("RIFFxxxxWEBPVP8 "), "an image (WebP)"],
    ["named-otherwise.txt", latin("\x89PNG\r\n\x1a\n"), "an image (PNG)"],
    ["no-image.png", latin("nothing of the kind"), "a binary file"],
    ["a.wasm", latin("\0asm"), "a binary file"],
    ["a.ipynb", latin("\x7fELF"), "a binary file"],
  ] as const) {
    it(`calls ${name} ${what}`, async () => {
      const reason = `${name} is ${what}; only text can be read.`;
      assert.deepEqual(await viewOf(name, bytes), { kind: "refused", name, reason });
    });
  }

  it("takes text that begins like an image, and a drawing in text, for text", async () => {
    for (const [name, text] of [
      ["bm.txt", "BM is short for many things"],
      ["drawing.svg", "<svg/>"],
    ] as const) {
      const seen = await viewOf(name, text);
      assert.equal(seen.kind === "page" && seen.page.text, text);
    }
  });

  const notebook = {
    metadata: { language_info: { name: "python" } },
    cells: [
      { cell_type: "markdown", source: ["# Title\n", "words"] },
      { cell_type: "code", source: "print(1)", outputs: [{ data: { "image/png": "iVBORw0KGgo=".repeat(9_000) } }] },
      { cell_type: "code", source: [] },
    ],
  };
  const cells = "[Cell 1, markdown]\n# Title\nwords\n[Cell 2, code]\nprint(1)\n[Cell 3, code]\n";

  it("gives a notebook's cells without what they put out, and says that it is one", async () => {
    const seen = await viewOf("n.ipynb", JSON.stringify(notebook));
    assert.ok(seen.kind === "page");
    assert.equal(seen.about, "a notebook of 3 cells in python, as it was saved, without outputs");
    assert.equal(seen.page.text, cells.trimEnd());
  });

  it("pages through a notebook's cells", async () => {
    const seen = await viewOf("n.ipynb", JSON.stringify(notebook), 4, 5);
    assert.equal(seen.kind === "page" && seen.page.text, "[Cell 2, code]\nprint(1)");
  });

  for (const [name, text] of [
    ["broken", '{"cells": ['],
    ["without cells", '{"a": 1}'],
    ["of another form", "[1, null]"],
  ] as const) {
    it(`gives a notebook that is ${name} as its text`, async () => {
      const seen = await viewOf("odd.ipynb", text);
      assert.deepEqual([seen.kind === "page" && seen.page.text, "about" in seen], [text, false]);
    });
  }

  it("takes cells of odd forms as they come", async () => {
    const odd = { cells: [null, 3, { cell_type: 7, source: 9 }, { cell_type: "code", source: "x" }], metadata: null };
    const seen = await viewOf("odd.ipynb", JSON.stringify(odd));
    assert.ok(seen.kind === "page");
    assert.match(seen.page.text, /\[Cell 1, unknown\]\n\n[^]*\[Cell 4, code\]\nx$/);
    assert.equal(seen.about, "a notebook of 4 cells, as it was saved, without outputs");
  });

  it("does not take a notebook in that is too large to be read at once", async () => {
    const seen = await viewOf("large.ipynb", " ".repeat(16_000_001));
    assert.match(seen.kind === "refused" ? seen.reason : "", /more than 16 MB.*Clear its outputs/);
  });

  it("tells the nearest names where there is no such file", async () => {
    await folder.write("src/greet.ts", "");
    const seen = await view("src/greeet.ts", { start: 1, end: 9 }, { workspace }, never());
    assert.deepEqual(seen, {
      kind: "refused",
      name: "src/greeet.ts",
      reason: "src/greeet.ts does not exist in the workspace. The nearest names are: src/greet.ts.",
    });
  });
});
