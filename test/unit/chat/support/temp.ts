import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A path for a database in a folder of its own, for each test of the suite that calls this. */
export function databasePathForEachTest(): () => string {
  let folder: string | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "codestral-history-"));
  });
  afterEach(() => folder && rmSync(folder, { recursive: true, force: true }));
  return () => join(folder ?? "", "storage", "history.db");
}
