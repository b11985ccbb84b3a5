import * as vscode from "vscode";
import { uriAfter } from "../../../edits/changeSet";
import { countsOf } from "../../../edits/review/review";
import type { ReviewedFile } from "../../../edits/review/reviewedFile";
import { countsInWords, standingInBrief } from "../../../edits/review/words";
import type { OpenReview } from "./openReview";
import { titleOf } from "./show";

/** A row: a review, or one of its files. Commands get it as their argument. */
export class Row {
  readonly id: string;

  constructor(
    readonly open: OpenReview,
    readonly at: number | undefined,
  ) {
    this.id = open.id;
  }
}

/** The reviews that are open, with their files and how many lines come and go: a view that is there only while there is one. */
export class ReviewTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view = vscode.window.createTreeView("codestral.reviews", { treeDataProvider: this });
  private open: readonly OpenReview[] = [];

  /** @param front the one whose sentence is said */
  show(open: readonly OpenReview[], front: OpenReview | undefined): void {
    this.open = open;
    this.view.message = front?.review.set.summary;
    this.changed.fire(undefined);
  }

  getChildren(row?: Row): Row[] {
    if (!row) {
      return this.open.map((open) => new Row(open, undefined));
    }
    return row.at === undefined ? row.open.review.files.map((_file, at) => new Row(row.open, at)) : [];
  }

  getTreeItem({ open, at }: Row): vscode.TreeItem {
    const file = at === undefined ? undefined : open.file(at);
    return file && at !== undefined ? fileItem(open, at, file) : reviewItem(open);
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }
}

function reviewItem(open: OpenReview): vscode.TreeItem {
  const item = new vscode.TreeItem(titleOf(open.review), vscode.TreeItemCollapsibleState.Expanded);
  item.id = open.id;
  item.contextValue = open.paths ? "review" : "orphan";
  item.tooltip = open.review.set.summary;
  item.command = { title: "Show", command: "codestral.openEdit", arguments: [new Row(open, undefined)] };
  return item;
}

function fileItem(open: OpenReview, at: number, file: ReviewedFile): vscode.TreeItem {
  const { change, decision } = file;
  const uri = vscode.Uri.parse(uriAfter(change));
  const item = new vscode.TreeItem(uri);
  const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, ".."));
  const counts = countsOf(file);
  const state = decision === "open" ? standingInBrief(open.standings.get(at) ?? "fits") : decision;
  const kind = {
    edit: "",
    create: "new",
    delete: "deleted",
    rename: `was ${vscode.workspace.asRelativePath(vscode.Uri.parse(change.uri))}`,
  }[change.kind];
  item.id = `${open.id} ${at}`;
  item.description = [countsInWords(counts), kind, state, folder].filter((part) => part !== "").join(" · ");
  item.tooltip = item.description;
  item.iconPath = vscode.ThemeIcon.File;
  item.contextValue = decision === "open" ? (change.kind === "create" ? "newFile" : "file") : "decided";
  item.command = { title: "Show", command: "codestral.openEdit", arguments: [new Row(open, at)] };
  item.accessibilityInformation = {
    label: `${vscode.workspace.asRelativePath(uri)}, ${counts.added} lines added, ${counts.removed} removed, ${state || "to be decided"}`,
  };
  return item;
}
