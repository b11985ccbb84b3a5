import assert from "node:assert/strict";
import { filesAround } from "../../../../src/completion/context/listing";

const far = Array.from({ length: 50 }, (_, at) => `far/f${at}.ts`);
const files = [...far, "src/here/a.ts", "src/here/b.ts", "src/other/c.ts"];
const asked: string[] = [];

const finding = (most: number) => async (folder: string) => {
  asked.push(folder);
  const paths = files.filter((path) => folder === "" || path.startsWith(`${folder}/`));
  return { paths: paths.slice(0, most), isCut: paths.length > most };
};

describe("the list of files for context", () => {
  beforeEach(() => asked.splice(0));

  it("is all of them where there are few, found at once", async () => {
    assert.deepEqual(await filesAround("src/here/a.ts", 100, finding(100)), files);
    assert.deepEqual(asked, [""]);
  });

  it("has the near folders' files first where there are more than can be listed", async () => {
    const found = await filesAround("src/here/a.ts", 20, finding(20));
    assert.deepEqual(found.slice(0, 4), ["src/here/a.ts", "src/here/b.ts", "src/other/c.ts", "far/f0.ts"]);
    assert.equal(found.length, 20);
    assert.deepEqual(asked, ["", "src/here", "src"]);
  });

  it("does not look farther once the near ones are enough", async () => {
    assert.deepEqual(await filesAround("far/f1.ts", 20, finding(20)), far.slice(0, 20));
    assert.deepEqual(asked, ["", "far"]);
  });
});
