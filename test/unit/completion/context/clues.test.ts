import assert from "node:assert/strict";
import { Pauses } from "../../../../src/completion/context/pause";
import { queryAt } from "../../../../src/completion/context/query";
import { sourcesOf } from "../../../../src/completion/context/sources";
import { KnownFiles } from "../../../../src/completion/context/knownFiles";
import { FakeEditor } from "./fakeEditor";

const FILLER = Array.from({ length: 40 }, (_, at) => `filler${at}();`).join("\n");

/** What one source says of some names. */
async function clues(source: string, onDisk: Readonly<Record<string, string>>, marked: string, names: string[]) {
  const editor = new FakeEditor(onDisk);
  const query = queryAt(editor.show("src/here/a.ts", marked));
  const workspace = new KnownFiles(editor);
  const pauses = new Pauses(new AbortController().signal);
  await workspace.update(query, pauses);
  const found = await sourcesOf(workspace)
    .find(({ name }) => name === source)
    ?.collect(query, pauses);
  return names.map((name) => found?.clues?.[workspace.library.number(name) ?? -1] ?? 0);
}

describe("the sources of context", () => {
  it("similar: names that stand where names like those around the cursor stand", async () => {
    const files = { "b.ts": `openStore();\nbesideIt();\n${FILLER}\nfarOff();`, "c.ts": "elsewhere();" };
    const [beside = 0, far, elsewhere] = await clues("similar", files, "openStore();\n█", [
      "besideIt",
      "farOff",
      "elsewhere",
    ]);
    assert.ok(beside > 0);
    assert.deepEqual([far, elsewhere], [0, 0]);
  });

  it("sequel: what follows on the lines before the cursor, and what precedes those after it", async () => {
    const files = {
      "b.ts": `${FILLER}\nahead();\nopenStore();\nnext();\n${FILLER}\nprevious();\ncloseStore();\nafter();`,
    };
    const [ahead = 0, next = 0, previous = 0, after = 0] = await clues(
      "sequel",
      files,
      "openStore();\n█\ncloseStore();",
      ["ahead", "next", "previous", "after"],
    );
    assert.ok(next > ahead && previous > after);
  });

  it("kindred: what files hold that share rare names with this one, above others", async () => {
    const files = { "b.ts": "alpha(); beta(); inKin();", "c.ts": "gamma(); delta(); inOther();" };
    const [kin = 0, other = 0] = await clues("kindred", files, "alpha(beta);\n█", ["inKin", "inOther"]);
    assert.ok(kin > other);
  });

  it("nearby: what stands far off in this file, then in this folder, then elsewhere", async () => {
    const files = { "src/here/b.ts": "inFolder();", "lib/far/c.ts": "inOther();" };
    const marked = `inFile();\n${"x1();\n".repeat(2_000)}█`;
    const [file = 0, folder = 0, other = 0] = await clues("nearby", files, marked, ["inFile", "inFolder", "inOther"]);
    assert.ok(file > folder && folder > other && other > 0);
  });

  it("spelling: names of the same words, above all of rare ones", async () => {
    const files = { "b.ts": "renameStore(); storeRenamed(); openStore(); closeStore(); unlike();" };
    const [rename = 0, open = 0, unlike] = await clues("spelling", files, "store.rename(█", [
      "renameStore",
      "openStore",
      "unlike",
    ]);
    assert.ok(rename > open && open > 0);
    assert.equal(unlike, 0);
  });

  it("imports: what is declared in a file that is used near the cursor, above what only stands in it", async () => {
    const files = { "src/here/store.ts": "export function openStore(path) {\n  inBody();\n}\n", "b.ts": "other();" };
    const marked = 'import { openStore } from "./store";\nopenStore(█';
    const [declared = 0, body = 0, other] = await clues("imports", files, marked, ["path", "inBody", "other"]);
    assert.ok(declared > body && body > 0);
    assert.equal(other, 0);
  });

  it("importers: what is wanted of this file, above what stands beside it", async () => {
    const files = {
      "src/b.ts": 'import { missing } from "./here/a";\nmissing(argument);\nother();\n',
      "src/here/a.ts": "",
    };
    const names = ["missing", "argument", "other"];
    const [missing = 0, argument = 0, other] = await clues("importers", files, "const present = 1;\n█", names);
    assert.ok(missing > argument && argument > 0);
    assert.equal(other, 0);
  });

  it("definitions: the declaration and its members, not what stands in those", async () => {
    const onDisk = { "b.ts": "class Model {\n  rename() {\n    inBody();\n  }\n}\nafterIt();" };
    const editor = new FakeEditor(onDisk);
    editor.definitionsKnown = [{ path: "b.ts", line: 0, name: "Model" }];
    const workspace = new KnownFiles(editor);
    const query = queryAt(editor.show("a.ts", "Model █"));
    const [definitions] = sourcesOf(workspace);
    const found = await definitions?.collect(query, new Pauses(new AbortController().signal));
    const clueOf = (name: string) => found?.clues?.[workspace.library.number(name) ?? -1];
    assert.ok((clueOf("rename") ?? 0) > 0);
    assert.deepEqual(["inBody", "afterIt"].map(clueOf), [0, 0]);
  });
});
