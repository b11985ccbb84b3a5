import * as vscode from "vscode";
import { REVIEW_SCHEME } from "../../../src/vscode/edits/documents";
import { until } from "./waiting";

/** The diff of a proposed edit, as it is shown. */
export interface ShownReview {
  /** What its tab says. */
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** The diff that is open, or the next that opens. */
export async function shownReview(): Promise<ShownReview> {
  const { tab, input } = await until(vscode.window.tabGroups.onDidChangeTabs, openReview);
  const [before, after] = await Promise.all(
    [input.original, input.modified].map(async (uri) => (await vscode.workspace.openTextDocument(uri)).getText()),
  );
  return { label: tab.label, before: before ?? "", after: after ?? "" };
}

/** Waits until no diff of a proposed edit is open. */
export async function reviewClosed(): Promise<void> {
  await until(vscode.window.tabGroups.onDidChangeTabs, () => (openReview() === undefined ? true : undefined));
}

/** As a click on the tab's cross does. */
export async function closeReviewTab(): Promise<void> {
  const open = openReview();
  if (open) await vscode.window.tabGroups.close(open.tab);
}

/** The editor makes new objects of its tabs at any time, so a found one is good at once only. */
export function openReview(): { tab: vscode.Tab; input: vscode.TabInputTextDiff } | undefined {
  for (const tab of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
    const { input } = tab;
    if (input instanceof vscode.TabInputTextDiff && input.modified.scheme === REVIEW_SCHEME) return { tab, input };
  }
  return undefined;
}
