import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChangeJournal } from "../../../../src/edits/journal/changeJournal";
import type { Entry } from "../../../../src/edits/journal/entry";
import { JOURNAL_LAYOUT } from "../../../../src/edits/journal/layout";
import { settle } from "../../../../src/edits/journal/settle";
import { takeBackOf } from "../../../../src/edits/journal/takeBack";
import { ChangeWriter } from "../../../../src/edits/write/changeWriter";
import { openDatabase } from "../../../../src/storage/database";
import { seededRandom } from "../../../mistral/random";
import { KILLS, killed as killedChild } from "../../support/kill";
import { DiskFiles } from "./diskFiles";
import type { Order } from "./writingChild";

const CHILD = new URL("./writingChild.mjs", import.meta.url);
const TORN_KILLS = Math.ceil(KILLS / 4);
/** A change-set of all kinds takes about so many moments. */
const MOMENTS = 40;

describe("a writer that is killed", function () {
  // A busy machine takes its time to start a hundred processes.
  this.timeout(300_000);
  let root = "";
  let database: DatabaseSync | undefined;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "codestral-kill-"));
    mkdirSync(join(root, "files"));
    for (let at = 0; at < 6; at++) writeFileSync(join(root, "files", `${at}`), `line of ${at}\n`.repeat(100));
  });
  afterEach(() => {
    database?.close();
    database = undefined;
    rmSync(root, { recursive: true, force: true });
  });

  const folder = () => join(root, "files");

  const killed = (seed: number, moment: Pick<Order, "killsItselfAt" | "isTorn">, afterMs: number) => {
    const order: Order = { folder: folder(), database: join(root, "changes.db"), seed, ...moment };
    return killedChild(CHILD, order, afterMs);
  };

  /** Opens the journal as the next start does. */
  async function opened(): Promise<ChangeJournal> {
    database?.close();
    database = await openDatabase(join(root, "changes.db"), JOURNAL_LAYOUT, assert.fail);
    const journal = new ChangeJournal(database, { pid: process.pid, session: "parent" }, () => Date.now());
    await settle(journal, new DiskFiles(folder()), isRunning);
    return journal;
  }

  /** What the files are by the journal's word, from what they were. */
  function replay(files: Map<string, string>, entries: readonly Entry[], journal: ChangeJournal): Set<string> {
    const unknown = new Set<string>();
    for (const { id, files: changes } of entries.toReversed()) {
      for (const { position, uri, to, state, kind } of changes) {
        const { before, after } = journal.texts(id, position);
        assert.equal(files.get(uri), before, "what is kept is what was there");
        assert.notEqual(state, "intended");
        if (state === "unknown") unknown.add(to);
        if (state !== "written" && state !== "renamed") continue;
        files.delete(uri);
        if (kind !== "delete") files.set(to, (state === "renamed" ? before : after) ?? "");
      }
    }
    return unknown;
  }

  it(`${KILLS} times at any moment: the journal knows what was written, and takes all of it back`, async () => {
    const random = seededRandom(11);
    const files = new DiskFiles(folder());
    const first = files.all();
    let known = new Map(first);
    let last = 0;
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const killsItselfAt = kill % 2 === 0 ? 1 + Math.floor(random() * MOMENTS) : undefined;
      await killed(kill, { killsItselfAt, isTorn: false }, random() * 10);
      const journal = await opened();
      const fresh = journal.entries().filter(({ id }) => id > last);
      replay(known, fresh, journal);
      assert.deepEqual(known, files.all(), `after kill ${kill}`);
      const partly = fresh.filter(({ files }) => files.some(({ state }) => state !== "written"));
      assert.ok(partly.length === 0 || (partly.length === 1 && partly[0] === fresh[0]), "only the last was cut short");
      interrupted += partly.length;
      last = fresh[0]?.id ?? last;
      known = files.all();
    }
    assert.ok(interrupted >= KILLS / 16, `${interrupted} of ${KILLS} were cut short`);
    const journal = await opened();
    const writer = new ChangeWriter(files, {
      begin: async (...change) => journal.begin(...change),
      end: (...outcome) => journal.end(...outcome),
    });
    for (const entry of journal.entries()) {
      const { set, takesBack, refused } = await takeBackOf(entry, journal, files, writer);
      assert.deepEqual(refused, []);
      if (set) assert.equal((await writer.write(set, takesBack)).kind, "written");
    }
    assert.deepEqual(files.all(), first);
  });

  it("in the midst of a file says of this one that it does not know, and has the text that was there", async () => {
    const random = seededRandom(12);
    const files = new DiskFiles(folder());
    let last = 0;
    for (let kill = 0; kill < TORN_KILLS; kill++) {
      const known = files.all();
      await killed(1_000 + kill, { killsItselfAt: 1 + Math.floor(random() * 8), isTorn: true }, 0);
      const journal = await opened();
      const fresh = journal.entries().filter(({ id }) => id > last);
      const unknown = replay(known, fresh, journal);
      assert.equal(unknown.size, 1);
      const cut = fresh[0]?.files.find(({ state }) => state === "unknown");
      const certain = (all: Map<string, string>) =>
        new Map([...all].filter(([name]) => name !== cut?.uri && name !== cut?.to));
      assert.deepEqual(certain(known), certain(files.all()));
      last = fresh[0]?.id ?? last;
    }
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
