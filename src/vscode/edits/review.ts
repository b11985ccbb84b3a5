import * as vscode from "vscode";
import type { ProposedChange } from "../../edits/change";
import { applyChange } from "./apply";
import { REVIEW_SCHEME, ReviewDocuments } from "./documents";

interface OpenReview {
  readonly change: ProposedChange;
  readonly before: vscode.Uri;
  readonly after: vscode.Uri;
  /** Asks for the edit anew, for a document that has changed meanwhile. */
  readonly again: () => Promise<void>;
}

/** Shows a proposed change as a diff; it lands only when the person accepts it. Closing the diff discards it. */
export class Review implements vscode.Disposable {
  private readonly documents = new ReviewDocuments();
  private readonly subscriptions: vscode.Disposable[];
  private open: OpenReview | undefined;
  private count = 0;

  constructor() {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(REVIEW_SCHEME, this.documents),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (this.open && closed.some((tab) => shows(tab, this.open))) {
          this.end();
        }
      }),
    ];
  }

  /** @param again proposes the change anew */
  async show(change: ProposedChange, again: () => Promise<void>): Promise<void> {
    await this.discard();
    const uri = vscode.Uri.parse(change.file.uri);
    const number = ++this.count;
    const before = this.documents.add(number, "before", uri, change.file.before ?? "");
    const after = this.documents.add(number, "after", uri, change.file.after);
    const review = { change, before, after, again };
    this.open = review;
    await vscode.commands.executeCommand("setContext", "codestral.reviewActive", true);
    const name = uri.path.split("/").at(-1) ?? "";
    await vscode.commands.executeCommand("vscode.diff", before, after, `${change.title}: ${name}`, { preview: false });
    void this.offer(review);
  }

  async accept(): Promise<void> {
    const review = this.open;
    if (!review) {
      return;
    }
    const obstacle = await applyChange(review.change.file);
    if (obstacle === undefined) {
      await this.close(review);
      await vscode.window.showTextDocument(vscode.Uri.parse(review.change.file.uri));
      return;
    }
    const choice = await vscode.window.showWarningMessage(
      obstacle.sentence,
      ...(obstacle.stale ? ["Propose Again"] : []),
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

  /** The buttons of the diff's title bar once more, where they are sure to be seen, with what the model says it did. */
  private async offer(review: OpenReview): Promise<void> {
    const { summary, title } = review.change;
    const choice = await vscode.window.showInformationMessage(summary || title, "Accept", "Discard");
    if (this.open !== review) {
      return;
    }
    if (choice === "Accept") {
      await this.accept();
    } else if (choice === "Discard") {
      await this.discard();
    }
  }

  private async close(review: OpenReview): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => shows(tab, review));
    if (this.open === review) {
      this.end();
    }
    await vscode.window.tabGroups.close(tabs);
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
