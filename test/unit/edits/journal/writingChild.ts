import { ChangeJournal } from "../../../../src/edits/journal/changeJournal";
import { JOURNAL_LAYOUT } from "../../../../src/edits/journal/layout";
import { ChangeWriter } from "../../../../src/edits/write/changeWriter";
import { openDatabase } from "../../../../src/storage/database";
import { seededRandom } from "../../../mistral/random";
import { create, edit, remove, rename, setOf } from "../write/memoryFiles";
import type { Killed } from "../../support/kill";
import { DiskFiles } from "./diskFiles";

/** What the parent sends to a child that writes change-sets until it is killed. */
export interface Order extends Killed {
  readonly folder: string;
  readonly database: string;
  readonly seed: number;
  /** Files are written in place, and it kills itself in the midst of one. */
  readonly isTorn: boolean;
}

process.once("message", (order) => void writeUntilKilled(order as Order));

async function writeUntilKilled({ folder, database: path, seed, killsItselfAt, isTorn }: Order): Promise<void> {
  let ticks = 0;
  const tick = () => {
    if (++ticks === killsItselfAt) process.kill(process.pid, "SIGKILL");
  };
  const files = isTorn ? new DiskFiles(folder, () => {}, tick) : new DiskFiles(folder, tick);
  const noted = isTorn ? () => {} : tick;
  const database = await openDatabase(path, JOURNAL_LAYOUT, fail);
  const journal = new ChangeJournal(database, { pid: process.pid, session: `${seed}` }, () => Date.now());
  const writer = new ChangeWriter(files, {
    begin: async (...change) => {
      noted();
      const id = journal.begin(...change);
      noted();
      return id;
    },
    end: (...outcome) => {
      noted();
      journal.end(...outcome);
      noted();
    },
  });
  const random = seededRandom(seed);
  process.send?.("writing");
  for (let count = 0; ; count++) {
    const set = nextSet(files.all(), random, `${seed}-${count}`);
    const outcome = await writer.write(set);
    if (outcome.kind === "refused") fail(JSON.stringify(outcome));
    // The parent's message must get through to a process that is otherwise busy for ever.
    await new Promise(setImmediate);
  }
}

/** A change of some of the files, of each kind. */
function nextSet(all: ReadonlyMap<string, string>, random: () => number, name: string) {
  const files = [...all].toSorted(() => random() - 0.5);
  const [first, second, third, fourth] = files;
  const lines = (text: string) =>
    text
      .split("\n")
      .map((line) => (random() < 0.2 ? `${line} ${name}` : line))
      .join("\n");
  return setOf(
    ...(first ? [edit(first[0], first[1], `${lines(first[1])}${name}\n`)] : []),
    ...(second ? [edit(second[0], second[1], `${name}\n${lines(second[1])}`)] : []),
    ...(third ? [rename(third[0], `${name}.moved`, third[1], random() < 0.5 ? third[1] : lines(third[1]))] : []),
    ...(files.length > 8 && fourth ? [remove(...fourth)] : []),
    create(`${name}.new`, `${name}\n`.repeat(40)),
  );
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
