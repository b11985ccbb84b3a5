import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileChange } from "../../../src/edits/changeSet";
import { hashOf } from "../../../src/edits/changeSet";
import { ChangeJournal } from "../../../src/edits/journal/changeJournal";
import { JOURNAL_LAYOUT } from "../../../src/edits/journal/layout";
import type { Planned } from "../../../src/edits/write/examine";
import { openDatabase } from "../../../src/storage/database";

const SETS = 20;

/**
 * What a change-set costs in the journal's file, in bytes: the median, for change-sets of some lines in several texts, each of
 * which has what the last one has left.
 * @param texts of the files, such as three of 400 lines
 * @param change makes a few changes in a text, others each time
 */
export async function bytesPerCheckpoint(
  texts: readonly string[],
  change: (text: string, round: number) => string,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "codestral-checkpoint-"));
  try {
    const path = join(folder, "changes.db");
    const database = await openDatabase(path, JOURNAL_LAYOUT, (to) => {
      throw new Error(`The new journal is damaged: ${to}`);
    });
    const journal = new ChangeJournal(database, { pid: process.pid, session: "bench" }, () => Date.now());
    const size = () => {
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      return statSync(path).size;
    };
    const grown: number[] = [];
    let now = [...texts];
    for (let round = 0, before = size(); round < SETS; round++) {
      const next = now.map((text) => change(text, round));
      const planned = now.map((text, at) => plannedOf(`file:///${at}.ts`, text, next[at] ?? ""));
      const files = planned.map(({ change }) => change);
      const origin = { kind: "refactoring", id: "bench" } as const;
      const entry = journal.begin({ id: `${round}`, origin, title: "Bench", summary: "", files }, planned, undefined);
      journal.end(
        entry,
        files.map(() => "written"),
      );
      const after = size();
      grown.push(after - before);
      before = after;
      now = next;
    }
    database.close();
    return grown.toSorted((a, b) => a - b)[Math.floor(grown.length / 2)] ?? 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plannedOf(uri: string, text: string, after: string): Planned {
  const before = { text, hash: hashOf(text), version: 1, eol: "\n", encoding: "utf8", isDirty: false } as const;
  const change: FileChange = { kind: "edit", uri, before, after };
  return { change, found: undefined, namedBy: "person" };
}
