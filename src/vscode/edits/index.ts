import * as vscode from "vscode";
import type { Writer } from "../../edits/write/writer";
import { REVIEW_SCHEME } from "../documents";
import type { Log } from "../log";
import { CodeActions } from "./codeActions";
import type { RefactoringParts, Refactorings } from "./refactorings";
import { ReviewFiles } from "./review/fileSystem";
import { allTabs, placesIn } from "./review/tabs";
import type { Reviews } from "./review/reviews";

interface Loaded extends vscode.Disposable {
  readonly refactorings: Refactorings;
  readonly reviews: Reviews;
}

export interface EditsParts extends Omit<RefactoringParts, "show"> {
  /** The folder that all windows share. */
  readonly storage: vscode.Uri;
  readonly log: Pick<Log, "error" | "warn">;
}

/** Refactorings, from the lightbulb to the reviewed edit. */
export class Edits implements vscode.Disposable {
  readonly writer: Writer = {
    check: async (set) => (await this.changes()).check(set),
    write: async (set) => (await this.changes()).write(set),
  };
  private writing: Promise<Writer> | undefined;
  private readonly files = new ReviewFiles(() => this.reviews());
  private readonly subscriptions = [
    this.files,
    vscode.workspace.registerFileSystemProvider(REVIEW_SCHEME, this.files),
    CodeActions.register(),
  ];
  private loading: Promise<Loaded> | undefined;

  constructor(private readonly parts: EditsParts) {
    if (allTabs().some((tab) => placesIn(tab).length > 0)) {
      void this.load();
    }
  }

  async refactorings(): Promise<Refactorings> {
    return (await this.load()).refactorings;
  }

  /** VS Code itself asks for them where a tab still shows one after the window was loaded anew. */
  async reviews(): Promise<Reviews> {
    return (await this.load()).reviews;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
    void this.loading?.then((loaded) => loaded.dispose());
  }

  /** One for the window: it writes one change-set after the other. */
  private changes(): Promise<Writer> {
    this.writing ??= this.loadChanges();
    return this.writing;
  }

  private async loadChanges(): Promise<Writer> {
    const { ChangeWriter, EditorFiles, Workspace } = await import("./later");
    const journal = { begin: () => Promise.resolve(undefined), end: () => {} };
    return new ChangeWriter(new EditorFiles(new Workspace(this.parts.exclusion)), journal);
  }

  /** Loaded when the first is wanted. */
  private load(): Promise<Loaded> {
    this.loading ??= import("./later").then(({ loadEdits }) => loadEdits(this.parts, this.files, this.writer));
    return this.loading;
  }
}
