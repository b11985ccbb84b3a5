import * as vscode from "vscode";
import { editsBetween } from "../../../edits/change";
import { type ChangeSet, textBefore, uriAfter } from "../../../edits/changeSet";
import { hunksIn } from "../../../edits/review/reviewedFile";
import type { Review } from "../../../edits/review/review";
import { nameOf, type OpenReview } from "./openReview";

export function titleOf({ set, files }: Review): string {
  const [only, ...others] = files;
  return `${set.title}: ${only && others.length === 0 ? nameOf(uriAfter(only.change)) : `${files.length} files`}`;
}

/** Opens its diff, with the cursor in the first change; one of several files as one editor. */
export function openDiff(open: OpenReview): PromiseLike<unknown> {
  const { files } = open.review;
  if (files.length === 1) {
    return openFileDiff(open, 0, titleOf(open.review));
  }
  const resources = files.map(({ change }, at) => [
    vscode.Uri.parse(uriAfter(change)),
    open.address("before", at),
    open.address("after", at),
  ]);
  // VS Code adds how many files there are.
  return vscode.commands.executeCommand("vscode.changes", open.review.set.title, resources);
}

/** Opens the diff of one of its files. */
export function openFileDiff(open: OpenReview, at: number, title?: string): PromiseLike<unknown> {
  const file = open.file(at);
  const line = (file && hunksIn(file)[0]?.after.first) ?? 0;
  return vscode.commands.executeCommand(
    "vscode.diff",
    open.address("before", at),
    open.address("after", at),
    title ?? `${open.review.set.title}: ${nameOf(open.address("after", at).toString())}`,
    { preview: false, selection: new vscode.Range(line, 0, line, 0) },
  );
}

/** Shows the file with the cursor where it was changed, and the old selection, which now holds other code, gone. */
export async function showWritten({ files }: ChangeSet): Promise<void> {
  const file = files.find(({ kind }) => kind !== "delete");
  if (!file || file.kind === "delete") {
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uriAfter(file)));
  const [first] = editsBetween(textBefore(file) ?? "", file.after);
  const at = document.positionAt(first?.start ?? 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
