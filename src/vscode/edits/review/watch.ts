import * as vscode from "vscode";
import { type Standing, standingOf } from "../../../edits/review/reviewedFile";
import { withFile } from "../../../edits/review/review";
import { WITHOUT_FILES } from "../../documents";
import { exists } from "../exists";
import type { OpenReview } from "./openReview";

/** Hears at once when a file that is under review changes, in the editor or on the disk. */
export class Watch implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private watcher: vscode.Disposable | undefined;

  /** @param changed hears of the reviews for which something is different now */
  constructor(
    private readonly open: () => readonly OpenReview[],
    private readonly changed: (review: OpenReview) => void,
  ) {
    const look = ({ uri }: vscode.TextDocument) => void this.lookAt(uri);
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidCloseTextDocument(look),
    ];
  }

  /** The disk is watched only while something is under review. */
  update(): void {
    if (this.open().length === 0) {
      this.watcher?.dispose();
      this.watcher = undefined;
      return;
    }
    if (!this.watcher) {
      const watcher = vscode.workspace.createFileSystemWatcher("**/*");
      const look = (uri: vscode.Uri) => void this.lookAt(uri);
      this.watcher = vscode.Disposable.from(
        watcher,
        watcher.onDidChange(look),
        watcher.onDidCreate(look),
        watcher.onDidDelete(look),
      );
    }
  }

  /** Looks at all files of a review. */
  async lookAtAll(review: OpenReview): Promise<void> {
    await Promise.all(review.review.files.map((_file, at) => this.look(review, at)));
  }

  dispose(): void {
    this.watcher?.dispose();
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  private async lookAt(uri: vscode.Uri): Promise<void> {
    const id = uri.toString();
    for (const review of this.open()) {
      for (const [at, { change, decision }] of review.review.files.entries()) {
        if (change.uri === id && decision === "open") {
          await this.look(review, at);
        }
      }
    }
  }

  private async look(review: OpenReview, at: number): Promise<void> {
    const change = review.file(at)?.change;
    const now = change && (await textAt(vscode.Uri.parse(change.uri), change.kind === "create"));
    const file = review.file(at);
    // What is heard while we write is our own doing, and is settled when it is written.
    if (!file || review.isBusy) {
      return;
    }
    const [standing, then] = standingOf(file, now);
    if (standing !== (review.standings.get(at) ?? ("fits" satisfies Standing)) || then !== file) {
      review.standings.set(at, standing);
      review.review = withFile(review.review, at, then);
      this.changed(review);
    }
  }
}

/** What the file holds, for the person who looks at it; undefined if it is not there. */
async function textAt(uri: vscode.Uri, isNew: boolean): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (WITHOUT_FILES.has(uri.scheme) || open?.isDirty) {
    return open?.getText();
  }
  if (!(await exists(uri))) {
    return undefined;
  }
  if (isNew) {
    return "";
  }
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return undefined;
  }
}
