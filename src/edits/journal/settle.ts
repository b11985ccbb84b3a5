import type { Files } from "../write/port";
import { stateOf } from "../write/states";
import type { ChangeJournal } from "./changeJournal";

/** Finds out what was written by those who ended in the middle of it, from the files themselves. */
export async function settle(
  journal: ChangeJournal,
  files: Pick<Files, "look">,
  isRunning: (pid: number) => boolean,
): Promise<void> {
  for (const { id, files: marks } of journal.abandoned(isRunning)) {
    journal.end(id, await Promise.all(marks.map((mark) => stateOf(mark, files))));
  }
}
