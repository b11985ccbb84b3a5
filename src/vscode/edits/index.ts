import type * as vscode from "vscode";
import type { Writer } from "../../edits/write/writer";
import { CodeActions } from "./codeActions";
import type { RefactoringParts, Refactorings } from "./refactorings";
import { Review } from "./review";

/** Refactorings, from the lightbulb to the reviewed edit. */
export class Edits implements vscode.Disposable {
  readonly writer: Writer = {
    check: async (set) => (await this.changes()).check(set),
    write: async (set) => (await this.changes()).write(set),
  };
  readonly review = new Review(this.writer);
  private loading: Promise<Writer> | undefined;
  private readonly lightbulb = CodeActions.register();

  constructor(private readonly parts: Omit<RefactoringParts, "review">) {}

  /** Loaded when the first is wanted. */
  async refactorings(): Promise<Refactorings> {
    const { Refactorings } = await import("./later");
    return new Refactorings({ ...this.parts, review: this.review });
  }

  /** One for the window: it writes one change-set after the other. */
  private changes(): Promise<Writer> {
    this.loading ??= this.loadChanges();
    return this.loading;
  }

  private async loadChanges(): Promise<Writer> {
    const { ChangeWriter, EditorFiles, Workspace } = await import("./later");
    const journal = { begin: () => Promise.resolve(undefined), end: () => {} };
    return new ChangeWriter(new EditorFiles(new Workspace(this.parts.exclusion)), journal);
  }

  dispose(): void {
    this.lightbulb.dispose();
    this.review.dispose();
  }
}
