import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../../../src/completion/learning/database";
import { OutcomeStore } from "../../../../src/completion/learning/outcomeStore";

/** A file of its own for each test of the suite that calls this, and stores on it that are closed when it ends. */
export function storesForEachTest() {
  let folder = "";
  const opened: OutcomeStore[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "codestral-learning-"));
  });
  afterEach(() => {
    for (const store of opened.splice(0)) {
      try {
        store.close();
      } catch {
        // The test has closed it.
      }
    }
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    path: () => join(folder, "storage", "completion.db"),
    async open(damaged: (movedTo: string) => void = () => {}): Promise<OutcomeStore> {
      const store = new OutcomeStore(await openDatabase(this.path(), damaged));
      opened.push(store);
      return store;
    },
  };
}
