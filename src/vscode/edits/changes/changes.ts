import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { type Entry, type Standing, standings } from "../../../edits/journal/entry";
import { JournalFile } from "../../../edits/journal/journalFile";
import { takeBackOf } from "../../../edits/journal/takeBack";
import { ChangeWriter } from "../../../edits/write/changeWriter";
import { openDatabase } from "../../../storage/database";
import { isRunning } from "../../../storage/owner";
import type { Log } from "../../log";
import { confirmDeletion } from "../../pages/panel";
import { Workspace } from "../../workspace/workspace";
import { EditorFiles } from "../write/editorFiles";
import { JournalTexts } from "./journalTexts";

export interface ChangesParts {
  /** The folder that all windows share. */
  readonly storage: vscode.Uri;
  readonly exclusion: ConstructorParameters<typeof Workspace>[0];
  readonly log: Pick<Log, "error" | "warn">;
}

/** Writes changes in this window, and takes them back later. */
export class Changes implements vscode.Disposable {
  readonly writer: ChangeWriter;
  private readonly files: EditorFiles;
  private readonly journal: JournalFile;
  private readonly texts: JournalTexts;

  constructor({ storage, exclusion, log }: ChangesParts) {
    this.files = new EditorFiles(new Workspace(exclusion));
    const path = vscode.Uri.joinPath(storage, "changes.db").fsPath;
    this.journal = new JournalFile({
      owner: { pid: process.pid, session: randomUUID() },
      files: this.files,
      now: () => Date.now(),
      isRunning,
      open: (layout) =>
        openDatabase(path, layout, (to) =>
          log.warn(`The journal of changes was damaged and begins anew. The old file is kept: ${to}`),
        ),
      failed: (error) => {
        log.error("A change is not in the journal, so it cannot be taken back later.", error);
        void vscode.window.showWarningMessage(
          "This change is not in “Codestral: Changes”, as it could not be kept; the log says why. Undo takes it back for now.",
        );
      },
    });
    this.writer = new ChangeWriter(this.files, this.journal);
    this.texts = new JournalTexts(() => this.journal.load());
  }

  /** The list of what was written, the latest first, and what can be done with one of it. */
  async show(): Promise<void> {
    const entries = (await this.journal.load()).entries();
    if (entries.length === 0) {
      void vscode.window.showInformationMessage("No change has been written yet. What you accept will stand here.");
      return;
    }
    const items = entries.map((entry) => ({ ...this.itemOf(entry, entries), entry }));
    const picked = await vscode.window.showQuickPick(items, {
      title: "Codestral: Changes",
      placeHolder: "Pick a change to take it back or to see what it did",
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked) {
      await this.ask(picked.entry, standings(picked.entry, entries));
    }
  }

  /**
   * Takes entries back, in this order; whatever is in the way is told.
   * @returns whether all of them was taken back
   */
  async takeBackAll(ids: readonly number[]): Promise<boolean> {
    for (const id of ids) {
      const entry = (await this.journal.load()).entries().find((one) => one.id === id);
      if (!entry || !(await this.takeBack(entry))) {
        return false;
      }
    }
    return true;
  }

  /** Asks whether that is meant, and forgets all changes. */
  async deleteAll(): Promise<void> {
    const detail = "Your files stay as they are, but no change in the list can be taken back any more.";
    if (await confirmDeletion("Delete the list of changes, with the texts that were there before?", detail)) {
      (await this.journal.load()).forgetAll();
    }
  }

  dispose(): void {
    this.texts.dispose();
    this.journal.dispose();
  }

  private itemOf(entry: Entry, all: readonly Entry[]): vscode.QuickPickItem {
    const when = new Date(entry.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const names = entry.files.map(({ to }) => this.files.nameOf(to)).join(", ");
    return {
      label: entry.title,
      description: `${when} · ${wordsOf(standings(entry, all))}`,
      detail: [names, entry.summary].filter((part) => part !== "").join(": "),
    };
  }

  private async ask(entry: Entry, now: readonly Standing[]): Promise<void> {
    const canBeTakenBack = now.some((standing) => standing === "written" || standing === "unknown");
    const actions = [
      ...(canBeTakenBack
        ? [{ label: "$(discard) Take Back", does: async () => void (await this.takeBack(entry)) }]
        : []),
      { label: "$(diff) Show the Difference", does: () => this.texts.showDifference(entry) },
      { label: "$(trash) Forget", does: () => this.forget(entry) },
    ];
    const picked = await vscode.window.showQuickPick(actions, { title: entry.title });
    await picked?.does();
  }

  /** @returns whether all of it was taken back */
  private async takeBack(entry: Entry): Promise<boolean> {
    const { set, takesBack, refused } = await takeBackOf(entry, await this.journal.load(), this.files, this.writer);
    const sentences = refused.map(({ sentence }) => sentence).join(" ");
    if (!set) {
      void (refused.length === 0
        ? vscode.window.showInformationMessage("There is nothing to take back: the files are as they were before.")
        : vscode.window.showWarningMessage(sentences));
      return refused.length === 0;
    }
    if (refused.length > 0) {
      const rest = "Take Back the Rest";
      if ((await vscode.window.showWarningMessage(sentences, rest)) !== rest) {
        return false;
      }
    }
    const outcome = await this.writer.write(set, takesBack);
    if (outcome.kind === "refused") {
      void vscode.window.showWarningMessage(outcome.obstacles.map(({ sentence }) => sentence).join(" "));
      return false;
    }
    const names = set.files.map(({ uri }) => this.files.nameOf(uri)).join(", ");
    void vscode.window.showInformationMessage(`Taken back: ${names}. “Codestral: Changes” can bring it again.`);
    return refused.length === 0;
  }

  private async forget(entry: Entry): Promise<void> {
    if (await confirmDeletion(`Forget “${entry.title}”?`, "It can then no longer be taken back. Your files stay.")) {
      (await this.journal.load()).forget(entry.id);
    }
  }
}

function wordsOf(now: readonly Standing[]): string {
  const has = (standing: Standing) => now.includes(standing);
  if (has("unknown")) {
    return "was cut short";
  }
  if (has("takenBack")) {
    return has("written") ? "partly taken back" : "taken back";
  }
  return !has("written") ? "was not written" : has("untouched") ? "partly written" : "written";
}
