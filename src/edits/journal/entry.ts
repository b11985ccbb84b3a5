import type { Origin } from "../changeSet";
import type { FileState, Mark } from "../write/states";

/** `intended`: what became of it is not known yet. `takenBack`: by an entry that was forgotten. */
export type KeptState = FileState | "intended" | "takenBack";

export interface EntryFile extends Mark {
  readonly position: number;
  readonly encoding: string | undefined;
  readonly state: KeptState;
  /** Of the file that it takes back, in the entry that its entry takes back. */
  readonly takesBack: number | undefined;
}

/** A change-set that was written, or was about to be. */
export interface Entry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly origin: Origin;
  readonly title: string;
  readonly summary: string;
  /** The entry that it takes back. */
  readonly takesBack: number | undefined;
  /** Nobody has said yet what became of it. */
  readonly isOpen: boolean;
  readonly files: readonly EntryFile[];
}

/** What a person can say of a file of an entry now. */
export type Standing = "written" | "takenBack" | "untouched" | "unknown";

/** How each file of an entry stands, with what was taken back since. @param all every entry that there is */
export function standings(entry: Entry, all: readonly Entry[]): Standing[] {
  return entry.files.map((file) => standingOf(entry, file, all));
}

function standingOf(entry: Entry, { position, state }: EntryFile, all: readonly Entry[]): Standing {
  if (state === "untouched" || state === "takenBack") {
    return state;
  }
  // Later entries alone can take this one back, so this comes to an end.
  const isTakenBack = all.some(
    (later) =>
      later.id > entry.id &&
      later.takesBack === entry.id &&
      later.files.some((file) => file.takesBack === position && standingOf(later, file, all) === "written"),
  );
  return isTakenBack ? "takenBack" : state === "written" || state === "renamed" ? "written" : "unknown";
}
