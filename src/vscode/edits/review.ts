import * as vscode from "vscode";
import { editsBetween } from "../../edits/change";
import { type ChangeSet, textAfter, textBefore, uriAfter } from "../../edits/changeSet";
import type { Writer } from "../../edits/write/writer";
import { REVIEW_SCHEME, ReviewDocuments } from "./documents";

interface OpenReview {
  readonly change: ChangeSet;
  readonly before: vscode.Uri;
  readonly after: vscode.Uri;
  /** Asks for the edit anew, for a document that has changed meanwhile. */
  readonly again: () => Promise<void>;
  /** Settles when its diff is there: a tab can be closed only then. */
  opening: PromiseLike<unknown> | undefined;
}

/** What else a person may ask for than to take a change or leave it. */
export interface ReviewPaths {
  /** Proposes the change anew, as its files are now. */
  readonly again: () => Promise<void>;
}

/** Shows a proposed change as a diff; it lands only when the person accepts it. Closing the diff discards it. */
export class Review implements vscode.Disposable {
  private readonly documents = new ReviewDocuments();
  private readonly subscriptions: vscode.Disposable[];
  private open: OpenReview | undefined;
  private count = 0;

  constructor(private readonly writer: Writer) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(REVIEW_SCHEME, this.documents),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (this.open && closed.some((tab) => shows(tab, this.open))) {
          this.end();
        }
      }),
    ];
  }

  async show(change: ChangeSet, { again }: ReviewPaths): Promise<void> {
    const [file] = change.files;
    if (!file) {
      return;
    }
    await this.discard();
    const uri = vscode.Uri.parse(uriAfter(file));
    const number = ++this.count;
    const before = this.documents.add(number, "before", uri, textBefore(file) ?? "");
    const after = this.documents.add(number, "after", uri, textAfter(file) ?? "");
    const review: OpenReview = { change, before, after, again, opening: undefined };
    this.open = review;
    await vscode.commands.executeCommand("setContext", "codestral.reviewActive", true);
    // It may be over by now, and then its documents are gone.
    if (this.open !== review) {
      return;
    }
    const title = `${change.title}: ${uri.path.split("/").at(-1) ?? ""}`;
    review.opening = vscode.commands.executeCommand("vscode.diff", before, after, title, { preview: false });
    await review.opening;
    if (this.open !== review) {
      return;
    }
    // A message with buttons would stay on the screen after the review is over; the buttons are in the diff's title bar.
    void vscode.window.showInformationMessage(`Accept with ✓ in the title bar. ${change.summary}`);
  }

  async accept(): Promise<void> {
    const review = this.open;
    if (!review) {
      return;
    }
    const outcome = await this.writer.write(review.change);
    if (outcome.kind === "written") {
      await this.close(review);
      await showChange(review.change);
      return;
    }
    const choice = await vscode.window.showWarningMessage(
      outcome.obstacles.map(({ sentence }) => sentence).join(" "),
      ...(outcome.obstacles.every(({ stale }) => stale) ? ["Propose Again"] : []),
    );
    if (choice !== undefined) {
      await this.close(review);
      await review.again();
    }
  }

  async discard(): Promise<void> {
    if (this.open) {
      await this.close(this.open);
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  private async close(review: OpenReview): Promise<void> {
    if (this.open === review) {
      this.end();
    }
    // What cannot be shown leaves no tab, and `show` throws it.
    await review.opening?.then(undefined, () => undefined);
    await closeTabs(review);
  }

  private end(): void {
    if (this.open) {
      this.documents.remove(this.open.before);
      this.documents.remove(this.open.after);
    }
    this.open = undefined;
    void vscode.commands.executeCommand("setContext", "codestral.reviewActive", false);
  }
}

function shows(tab: vscode.Tab, review: OpenReview | undefined): boolean {
  return tab.input instanceof vscode.TabInputTextDiff && tab.input.modified.toString() === review?.after.toString();
}

/** Shows the file with the cursor where it was changed, and the old selection, which now holds other code, gone. */
async function showChange({ files: [file] }: ChangeSet): Promise<void> {
  if (!file || file.kind === "delete") {
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uriAfter(file)));
  const [first] = editsBetween(textBefore(file) ?? "", file.after);
  const at = document.positionAt(first?.start ?? 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

/** VS Code knows a tab by an object that it may have replaced by the time it is asked to close it; then we look again. */
async function closeTabs(review: OpenReview): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => shows(tab, review));
    try {
      await vscode.window.tabGroups.close(tabs);
      return;
    } catch (error) {
      if (attempt === 3) {
        throw error;
      }
    }
  }
}
