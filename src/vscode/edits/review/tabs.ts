import * as vscode from "vscode";
import { placeOf, type ReviewPlace } from "./address";

/** The places that a tab shows; none where it shows no review. */
export function placesIn({ input }: vscode.Tab): ReviewPlace[] {
  return addressesOf(input).flatMap((uri) => placeOf(uri) ?? []);
}

export function allTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

export function tabsOf(id: string): vscode.Tab[] {
  return allTabs().filter((tab) => placesIn(tab).some((place) => place.id === id));
}

/** The id of the review that the person has before them. */
export function reviewInFront(): string | undefined {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  return tab && placesIn(tab)[0]?.id;
}

/** VS Code knows a tab by an object that it may have replaced by the time it is asked to close it; then we look again. */
export async function closeTabs(id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await vscode.window.tabGroups.close(tabsOf(id));
      return;
    } catch (error) {
      if (attempt === 3) {
        throw error;
      }
    }
  }
}

function addressesOf(input: unknown): vscode.Uri[] {
  if (input instanceof vscode.TabInputTextDiff) {
    return [input.original, input.modified];
  }
  if (input instanceof vscode.TabInputText) {
    return [input.uri];
  }
  // The class of a diff of several files is proposed API; what its tab says is there all the same.
  const parts = typeof input === "object" && input !== null && "textDiffs" in input ? input.textDiffs : [];
  return Array.isArray(parts) ? parts.flatMap(addressesOf) : [];
}
