import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CatalogFile } from "../../../../src/mistral/models/catalogFile";

describe("the file of models", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "codestral-models-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = () => join(folder, "storage", "models.json");
  const list = (at: number, ...ids: readonly string[]) => ({ at, data: ids.map((id) => ({ id })) });

  it("gives back what was written, to another window too", async () => {
    const file = new CatalogFile(path());
    assert.equal(await file.read("one"), undefined);
    await file.write("one", list(1, "a"));
    await new CatalogFile(path()).write("two", list(2, "b"));
    await file.write("one", list(3, "c"));
    assert.deepEqual(await new CatalogFile(path()).read("one"), list(3, "c"));
    assert.deepEqual(await file.read("two"), list(2, "b"));
    assert.deepEqual(readdirSync(join(folder, "storage")), ["models.json"]);
  });

  it("keeps all that is written at once", async () => {
    const file = new CatalogFile(path());
    const ids = Array.from({ length: 10 }, (_, at) => `id-${at}`);
    await Promise.all(ids.map((id, at) => file.write(id, list(at, id))));
    for (const [at, id] of ids.entries()) assert.deepEqual(await file.read(id), list(at, id));
  });

  it("forgets the oldest of many", async () => {
    const file = new CatalogFile(path());
    for (let at = 0; at <= 16; at++) await file.write(`id-${at}`, list(at, "a"));
    assert.equal(await file.read("id-0"), undefined);
    assert.deepEqual(await file.read("id-1"), list(1, "a"));
    assert.deepEqual(await file.read("id-16"), list(16, "a"));
  });

  for (const broken of [
    "",
    "{",
    "null",
    "[1]",
    '"text"',
    '{"one":{"at":"x","data":[]}}',
    '{"one":{"at":1}}',
    '{"one":3}',
  ]) {
    it(`that is broken counts as empty and is written anew: ${broken}`, async () => {
      mkdirSync(join(folder, "storage"));
      writeFileSync(path(), broken);
      const file = new CatalogFile(path());
      assert.equal(await file.read("one"), undefined);
      await file.write("one", list(1, "a"));
      assert.deepEqual(await file.read("one"), list(1, "a"));
    });
  }

  it("keeps what is good in a file that is broken in part", async () => {
    mkdirSync(join(folder, "storage"));
    writeFileSync(path(), JSON.stringify({ one: 3, two: list(2, "b") }));
    assert.deepEqual(await new CatalogFile(path()).read("two"), list(2, "b"));
  });

  it("that cannot be written says so, leaves nothing lying about, and is tried again", async () => {
    writeFileSync(join(folder, "storage"), "a file where the folder should be");
    const file = new CatalogFile(path());
    await assert.rejects(file.write("one", list(1, "a")));
    assert.equal(await file.read("one"), undefined);
    rmSync(join(folder, "storage"));
    await file.write("one", list(1, "a"));
    assert.match(readFileSync(path(), "utf8"), /"one"/);
    mkdirSync(join(folder, "directory", "models.json"), { recursive: true });
    await assert.rejects(new CatalogFile(join(folder, "directory", "models.json")).write("one", list(1, "a")));
    assert.deepEqual(readdirSync(join(folder, "directory")), ["models.json"]);
  });
});
