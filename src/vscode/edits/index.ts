import * as vscode from "vscode";
import { REVIEW_SCHEME } from "../documents";
import type { Changes, ChangesParts } from "./changes/changes";
import { CodeActions } from "./codeActions";
import type { ProofParts, Proofs } from "./proof/proofs";
import type { RefactoringParts, Refactorings } from "./refactorings";
import { ReviewFiles } from "./review/fileSystem";
import { allTabs, placesIn } from "./review/tabs";
import type { Reviews } from "./review/reviews";

interface Loaded extends vscode.Disposable {
  readonly refactorings: Refactorings;
  readonly reviews: Reviews;
  readonly changes: Changes;
  readonly proofs: Proofs;
}

export type EditsParts = Omit<RefactoringParts, "show" | "findings"> & ChangesParts & Pick<ProofParts, "memory">;

/** Refactorings, from the lightbulb to the edit that is reviewed, written and kept. */
export class Edits implements vscode.Disposable {
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

  /** What writes changes and knows those that were written. */
  async changes(): Promise<Changes> {
    return (await this.load()).changes;
  }

  /** What is known of the change that was written last. */
  async proofs(): Promise<Proofs> {
    return (await this.load()).proofs;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
    void this.loading?.then((loaded) => loaded.dispose());
  }

  /** One for the window, loaded when the first is wanted. */
  private load(): Promise<Loaded> {
    this.loading ??= import("./later").then(({ loadEdits }) => loadEdits(this.parts, this.files));
    return this.loading;
  }
}
