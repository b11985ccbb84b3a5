import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A path for a database in a folder that is not there yet, for each test of the suite that calls this. */
export function databasePathForEachTest(): () => string {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "codestral-storage-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => join(folder, "storage", "some.db");
}
