import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FileChange, hashOf } from "../../../src/edits/changeSet";
import { ChangeJournal } from "../../../src/edits/journal/changeJournal";
import { JOURNAL_LAYOUT } from "../../../src/edits/journal/layout";
import type { Planned } from "../../../src/edits/write/examine";
import { openDatabase } from "../../../src/storage/database";

const SETS = 20;
const FILES = 3;
const LINES = 400;
const CHANGED = 10;

process.once(
  "message",
  (sources) => void bytesPerCheckpoint(sources as string[]).then((bytes) => process.send?.(bytes)),
);

/**
 * What a change-set of three files of 400 lines costs in the journal's file, in bytes: the median of change-sets of ten lines
 * in each, which find what the last one has left.
 * @param sources whose lines the files are made of
 */
async function bytesPerCheckpoint(sources: readonly string[]): Promise<number> {
  const lines = sources.flatMap((text) => text.trimEnd().split("\n"));
  const texts = Array.from({ length: FILES }, (_, at) => `${lines.slice(at * LINES, (at + 1) * LINES).join("\n")}\n`);
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
      const next = now.map((text) => changed(text, round));
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

/** Other lines each time. */
function changed(text: string, round: number): string {
  const isMeant = (at: number) => at % (LINES / CHANGED) === round;
  return text
    .split("\n")
    .map((line, at) => (isMeant(at) ? `${line} // ${round}` : line))
    .join("\n");
}

function plannedOf(uri: string, text: string, after: string): Planned {
  const before = { text, hash: hashOf(text), version: 1, eol: "\n", encoding: "utf8", isDirty: false } as const;
  const change: FileChange = { kind: "edit", uri, before, after };
  return { change, found: undefined, namedBy: "person" };
}
