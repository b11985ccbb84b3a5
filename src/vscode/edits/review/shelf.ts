import * as vscode from "vscode";
import { REVIEW_LAYOUT, ReviewStore } from "../../../edits/review/reviewStore";
import { IN_MEMORY, openDatabase } from "../../../storage/database";
import type { Log } from "../../log";
import { workspaceKey } from "../../workspace/workspaceKey";

/** Where reviews are kept while they are open or put aside. Without a place for them they end with the window, which is said. */
export class Shelf implements vscode.Disposable {
  private constructor(
    readonly store: ReviewStore,
    private readonly close: () => void,
  ) {}

  /** @param storage the folder that all windows share */
  static async open(storage: vscode.Uri, log: Pick<Log, "error" | "warn">): Promise<Shelf> {
    const damaged = (to: string) =>
      log.warn(`The file of proposed edits was damaged and begins anew. The old one is kept: ${to}`);
    const open = (path: string) => openDatabase(path, REVIEW_LAYOUT, damaged);
    const database = await open(vscode.Uri.joinPath(storage, "reviews.db").fsPath).catch((error: unknown) => {
      log.error("Proposed edits cannot be kept; they end with the window.", error);
      return open(IN_MEMORY);
    });
    return new Shelf(new ReviewStore(database, workspaceKey(), Date.now), () => database.close());
  }

  dispose(): void {
    this.close();
  }
}
