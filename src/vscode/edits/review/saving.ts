import * as vscode from "vscode";
import { placeOf } from "./address";
import { allTabs, placesIn } from "./tabs";

/** Saves the proposed texts as soon as they are edited, so that closing a review never asks whether to. */
export class Saving {
  private readonly underWay = new Map<string, Promise<void>>();

  /** Settles when what is there now is saved. */
  save(document: vscode.TextDocument): Promise<void> {
    const id = document.uri.toString();
    const saving = this.underWay.get(id) ?? saveAll(document).finally(() => this.underWay.delete(id));
    this.underWay.set(id, saving);
    return saving;
  }

  /** Settles when all texts of a review are saved. */
  async saved(review: string): Promise<void> {
    const theirs = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => isDirty && placeOf(uri)?.id === review);
    await Promise.all(theirs.map((document) => this.save(document)));
  }
}

async function saveAll(document: vscode.TextDocument): Promise<void> {
  // What cannot be saved is not tried for ever; what has been edited meanwhile is saved, too.
  for (let tried = -1; document.isDirty && !document.isClosed && tried !== document.version; ) {
    tried = document.version;
    const place = placeOf(document.uri);
    const isInFront = allTabs().some(
      (tab) =>
        tab.isActive && tab.group.isActive && placesIn(tab).some(({ id, at }) => id === place?.id && at === place.at),
    );
    if (isInFront) {
      // `save` would have formatters and the like change the proposal with each key.
      await vscode.commands.executeCommand("workbench.action.files.saveWithoutFormatting");
    }
    if (document.isDirty) {
      await document.save();
    }
  }
}
