import type * as vscode from "vscode";
import { CodeActions } from "./codeActions";
import type { RefactoringParts, Refactorings } from "./refactorings";
import { Review } from "./review";

/** Refactorings, from the lightbulb to the reviewed edit. */
export class Edits implements vscode.Disposable {
  readonly review = new Review();
  private readonly lightbulb = CodeActions.register();

  constructor(private readonly parts: Omit<RefactoringParts, "review">) {}

  /** Loaded when the first is wanted. */
  async refactorings(): Promise<Refactorings> {
    const { Refactorings } = await import("./later");
    return new Refactorings({ ...this.parts, review: this.review });
  }

  dispose(): void {
    this.lightbulb.dispose();
    this.review.dispose();
  }
}
