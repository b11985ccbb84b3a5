import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { ChangeSet, FileChange } from "../../../src/edits/changeSet";
import { ChangeWriter } from "../../../src/edits/write/changeWriter";
import type { Files, Step } from "../../../src/edits/write/port";
import type { Outcome } from "../../../src/edits/write/writer";
import { snapshotOf } from "../../../src/vscode/edits/snapshot";
import { EditorFiles } from "../../../src/vscode/edits/write/editorFiles";
import { writeFile } from "../support/files";

export function setOf(...files: FileChange[]): ChangeSet {
  const origin = { kind: "refactoring", id: "simplify", target: files[0]?.uri ?? "" } as const;
  return { id: "1", origin, title: "Simplify", summary: "Shorter.", files };
}

/** Changes of files as they are now. */
export async function edit(uri: vscode.Uri, change: (text: string) => string): Promise<FileChange> {
  const before = snapshotOf(await vscode.workspace.openTextDocument(uri));
  return { kind: "edit", uri: uri.toString(), before, after: change(before.text) };
}

export async function rename(uri: vscode.Uri, to: vscode.Uri, change = (text: string) => text): Promise<FileChange> {
  const before = snapshotOf(await vscode.workspace.openTextDocument(uri));
  return { kind: "rename", uri: uri.toString(), to: to.toString(), before, after: change(before.text) };
}

export async function remove(uri: vscode.Uri): Promise<FileChange> {
  const before = snapshotOf(await vscode.workspace.openTextDocument(uri));
  return { kind: "delete", uri: uri.toString(), before };
}

export const create = (uri: vscode.Uri, after: string): FileChange => ({ kind: "create", uri: uri.toString(), after });

/** For tests of something else: every file may be written. */
export const EVERYTHING = { refusedWrite: () => undefined };

/** The files of this window, of which a step may fail as a test says. */
export class FaultyFiles extends EditorFiles {
  readonly done: Step["kind"][] = [];
  fault: { readonly at: number; readonly isLate: boolean } | undefined;

  constructor() {
    super(EVERYTHING);
  }

  override async run(step: Step): Promise<void> {
    const at = this.done.push(step.kind) - 1;
    const fails = at === this.fault?.at;
    if (fails && !this.fault?.isLate) throw new Error("Refused.");
    await super.run(step);
    if (fails) throw new Error("Refused.");
  }
}

/** A writer on this window's files that keeps no journal. */
export function writerOf(files: Files = new EditorFiles(EVERYTHING)): ChangeWriter {
  return new ChangeWriter(files, { begin: async () => undefined, end: () => {} });
}

/** The sentences of what was refused. */
export function refusals(outcome: Outcome): string[] {
  return outcome.kind === "refused" ? outcome.obstacles.map(({ sentence }) => sentence) : [];
}

/** A file of the workspace with a name that no other test has. */
export function newFile(content: string | Uint8Array, extension = "txt"): vscode.Uri {
  // Each test file has a copy of this module, and the window is the same for all.
  return writeFile(`write/${randomUUID()}.${extension}`, content);
}
