import { type ChangeSet, type FileChange, hashOf, type Snapshot } from "../../../src/edits/changeSet";
import { writeFile } from "../support/files";

export function snapshot(text: string, eol: "\n" | "\r\n" = "\n"): Snapshot {
  return { text, hash: hashOf(text), version: undefined, eol, encoding: "utf8", isDirty: false };
}

/** Writes the file as it is to be before, and makes the edit of it. */
export function editOf(name: string, before: string, after: string): FileChange {
  const uri = writeFile(name, before).toString();
  return { kind: "edit", uri, before: snapshot(before), after };
}

let count = 0;

export function changeSet(...files: readonly FileChange[]): ChangeSet {
  const origin = { kind: "refactoring", id: "try" } as const;
  return { id: `test-${Date.now()}-${++count}`, origin, title: "Try", summary: "Made it new.", files };
}
