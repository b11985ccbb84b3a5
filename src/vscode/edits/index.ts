import type * as vscode from "vscode";
import { CodeActions } from "./codeActions";
import { type RefactoringParts, Refactorings } from "./refactorings";
import { Review } from "./review";

/** Refactorings, from the lightbulb to the reviewed edit. */
export class Edits implements vscode.Disposable {
  readonly review = new Review();
  readonly refactorings: Refactorings;
  private readonly lightbulb = CodeActions.register();

  constructor(parts: Omit<RefactoringParts, "review">) {
    this.refactorings = new Refactorings({ ...parts, review: this.review });
  }

  dispose(): void {
    this.lightbulb.dispose();
    this.review.dispose();
  }
}
