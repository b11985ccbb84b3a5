import * as vscode from "vscode";
import { REVIEW_SCHEME } from "../../../src/vscode/documents";
import type { ForTests } from "../../../src/extension";
import type { Reviews } from "../../../src/vscode/edits/review/reviews";
import { extension } from "./extension";
import { until } from "./waiting";

/** The diff of a proposed edit, as it is shown. */
export interface ShownReview {
  /** What its tab says. */
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** The extension's own. */
export async function reviews(): Promise<Reviews> {
  const { edits } = (await extension().activate()) as ForTests;
  if (!edits) throw new Error("Refactoring has not started.");
  return edits.reviews();
}

/** The diff of this title, once it is the only one: one that is over may stand there for a moment longer. */
export async function reviewShown(label: string): Promise<ShownReview> {
  const { tab, input } = await until(vscode.window.tabGroups.onDidChangeTabs, () => {
    const [open, ...others] = openReviews();
    return open?.tab.label === label && others.length === 0 ? open : undefined;
  });
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

interface Open {
  readonly tab: vscode.Tab;
  readonly input: vscode.TabInputTextDiff;
}

export function openReview(): Open | undefined {
  return openReviews()[0];
}

/** The editor makes new objects of its tabs at any time, so a found one is good at once only. */
function openReviews(): Open[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.flatMap((tab) => {
    const { input } = tab;
    return input instanceof vscode.TabInputTextDiff && input.modified.scheme === REVIEW_SCHEME ? [{ tab, input }] : [];
  });
}
