import * as vscode from "vscode";
import type { ChangeSet } from "../../../edits/changeSet";
import type { Hunk } from "../../../edits/hunks";
import { decide, isOver, restOf, withFile } from "../../../edits/review/review";
import { acceptHunk, hunksIn, isWhole, rejectHunk, type ReviewedFile } from "../../../edits/review/reviewedFile";
import type { Outcome } from "../../../edits/write/writer";
import { placeOf, type ReviewPlace } from "./address";
import { goTo, hunkBeyond, hunkOn, lineMeant, reviewEditor } from "./hunkAtCursor";
import type { OpenReview } from "./openReview";
import type { OpenReviews } from "./openReviews";
import { showWritten } from "./show";

/** Writes all of a change-set or nothing. */
export type Write = (set: ChangeSet) => Promise<Outcome>;

/** What is decided of a review: of all that is open, of a file, of a hunk. */
export class Decisions {
  constructor(
    private readonly reviews: OpenReviews,
    private readonly write: Write,
    private readonly proposeAgain: (id: string) => Promise<void>,
  ) {}

  /**
   * @param id the review's; else the one in front is meant, or the latest
   * @param at the file's place; else all that is open is meant
   */
  async accept(id?: string, at?: number): Promise<void> {
    const open = this.reviews.find(id);
    if (!open || open.isBusy) {
      return;
    }
    await this.reviews.settled(open);
    const set = restOf(open.review, at);
    if (set.files.length > 0 && !(await this.written(open, set))) {
      return;
    }
    open.review = decide(open.review, "accepted", at);
    if (await this.isOverAfter(open)) {
      await showWritten(set);
    }
  }

  async discard(id?: string, at?: number): Promise<void> {
    const open = this.reviews.find(id);
    if (open) {
      await this.reviews.settled(open);
      open.review = decide(open.review, "discarded", at);
      await this.isOverAfter(open);
    }
  }

  async discardAll(): Promise<void> {
    for (const open of [...this.reviews.all]) {
      await this.reviews.end(open);
    }
  }

  /** @param args what the menu hands over */
  async acceptHunk(...args: readonly unknown[]): Promise<void> {
    const meant = this.hunkMeant(args);
    if (!meant || meant.open.isBusy) {
      return;
    }
    const { open, file, place, hunk } = meant;
    const accepted = acceptHunk(file, hunk);
    if (!accepted) {
      return this.accept(open.id, place.at);
    }
    const set = { ...open.review.set, files: [accepted.write] };
    if (await this.written(open, set)) {
      open.review = withFile(open.review, place.at, accepted.left);
      await this.goOn(open, place, set);
    }
  }

  async rejectHunk(...args: readonly unknown[]): Promise<void> {
    const meant = this.hunkMeant(args);
    if (!meant || meant.open.isBusy) {
      return;
    }
    const { open, file, place, hunk } = meant;
    if (isWhole(file)) {
      return this.discard(open.id, place.at);
    }
    const document = await vscode.workspace.openTextDocument(open.address("after", place.at));
    const edit = new vscode.WorkspaceEdit();
    const { start, end, newText } = hunk.reject;
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
    if (await vscode.workspace.applyEdit(edit)) {
      await this.reviews.settled(open);
      const then = rejectHunk(file, hunk);
      open.review = withFile(open.review, place.at, then);
      const isWritten = then.decision === "accepted";
      await this.goOn(open, place, isWritten ? { ...open.review.set, files: [file.change] } : undefined);
    }
  }

  /** On to the next change, or back to the one before. */
  async goToHunk(step: 1 | -1): Promise<void> {
    const editor = reviewEditor();
    const line = lineMeant([]);
    const open = line && this.reviews.find(line.place.id);
    const hunk = open && hunkBeyond(open, line, step);
    if (hunk && editor) {
      goTo(editor, hunk.first);
    } else if (open && open.review.files.length > 1) {
      const command = step === 1 ? "multiDiffEditor.goToNextChange" : "multiDiffEditor.goToPreviousChange";
      // On to the next file of the same editor. VS Code 1.104 has no such command.
      await vscode.commands.executeCommand(command).then(undefined, () => undefined);
    }
  }

  /** @returns false where nothing was written, after the person was told why */
  private async written(open: OpenReview, set: ChangeSet): Promise<boolean> {
    open.isBusy = true;
    const outcome = await this.write(set).finally(() => {
      open.isBusy = false;
    });
    if (outcome.kind === "written") {
      return true;
    }
    void this.reviews.lookAtFiles(open);
    const { obstacles } = outcome;
    const offersAgain = open.paths && obstacles.every(({ stale }) => stale);
    const choice = await vscode.window.showWarningMessage(
      obstacles.map(({ sentence }) => sentence).join(" "),
      ...(offersAgain ? ["Propose Again"] : []),
    );
    if (choice !== undefined) {
      await this.proposeAgain(open.id);
    }
    return false;
  }

  private async isOverAfter(open: OpenReview): Promise<boolean> {
    if (isOver(open.review)) {
      await this.reviews.end(open);
      return true;
    }
    await this.reviews.decided(open);
    return false;
  }

  /** After a hunk: on to the next one, or, if that was the last, to what was written. */
  private async goOn(open: OpenReview, { at }: ReviewPlace, written: ChangeSet | undefined): Promise<void> {
    if (await this.isOverAfter(open)) {
      if (written) {
        await showWritten(written);
      }
      return;
    }
    const editor = reviewEditor();
    const place = editor && placeOf(editor.document.uri);
    const file = open.file(at);
    const hunks = file ? hunksIn(file) : [];
    const line = editor?.selection.active.line ?? 0;
    const next = hunks.find(({ after }) => after.first >= line) ?? hunks[0];
    if (editor && next && place?.side === "after" && place.at === at) {
      goTo(editor, next.after.first);
    }
  }

  private hunkMeant(args: readonly unknown[]): HunkMeant | undefined {
    const line = lineMeant(args);
    const open = line && this.reviews.find(line.place.id);
    const file = open?.file(line?.place.at ?? -1);
    const hunk = open && line && hunkOn(open, line);
    if (line && open && file && hunk) {
      return { open, file, hunk, place: line.place };
    }
    if (open) {
      void vscode.window.showInformationMessage("Put the cursor into one of the changes first.");
    }
    return undefined;
  }
}

interface HunkMeant {
  readonly open: OpenReview;
  readonly file: ReviewedFile;
  readonly hunk: Hunk;
  readonly place: ReviewPlace;
}
