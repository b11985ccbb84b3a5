import * as vscode from "vscode";
import { type Hunk, hunkAt, type Lines } from "../../../edits/hunks";
import { hunksIn } from "../../../edits/review/reviewedFile";
import { placeOf, type ReviewPlace, type Side } from "./address";
import type { OpenReview } from "./openReview";

/** A line of a text under review. */
export interface ReviewLine {
  readonly place: ReviewPlace;
  /** From 0. */
  readonly line: number;
}

/**
 * The line that is meant.
 * @param args what a menu hands over: the line number's has its line, the others have nothing that the cursor does not say
 */
export function lineMeant(args: readonly unknown[]): ReviewLine | undefined {
  const [given] = args;
  if (isNumbered(given)) {
    const place = placeOf(given.uri);
    return place && { place, line: given.lineNumber - 1 };
  }
  const editor = reviewEditor();
  const place = editor && placeOf(editor.document.uri);
  return place && { place, line: editor.selection.active.line };
}

/** The side of a review that the cursor is in; else, where a diff has not got it yet, the proposed side that is shown. */
export function reviewEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return activeTextEditor && placeOf(activeTextEditor.document.uri)
    ? activeTextEditor
    : visibleTextEditors.find(({ document }) => placeOf(document.uri)?.side === "after");
}

export function hunkOn(open: OpenReview, { place: { side, at }, line }: ReviewLine): Hunk | undefined {
  const file = open.file(at);
  const hunks = file ? hunksIn(file) : [];
  return side === "after" ? hunkAt(hunks, line) : hunks.find(({ before }) => holds(before, line));
}

/** The first hunk below a line, or the last one above it. */
export function hunkBeyond(
  open: OpenReview,
  { place: { side, at }, line }: ReviewLine,
  step: 1 | -1,
): Lines | undefined {
  const file = open.file(at);
  const lines = (file ? hunksIn(file) : []).map((hunk) => linesOf(hunk, side));
  return step === 1
    ? lines.find(({ first }) => first > line)
    : lines.findLast(({ first, count }) => first + Math.max(1, count) <= line);
}

/** Puts the cursor into a line and shows it. */
export function goTo(editor: vscode.TextEditor, line: number): void {
  const at = new vscode.Position(Math.min(line, editor.document.lineCount - 1), 0);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function linesOf(hunk: Hunk, side: Side): Lines {
  return side === "after" ? hunk.after : hunk.before;
}

function holds({ first, count }: Lines, line: number): boolean {
  return first <= line && line < first + Math.max(1, count);
}

function isNumbered(value: unknown): value is { readonly lineNumber: number; readonly uri: vscode.Uri } {
  return (
    typeof value === "object" &&
    value !== null &&
    "lineNumber" in value &&
    typeof value.lineNumber === "number" &&
    "uri" in value &&
    value.uri instanceof vscode.Uri
  );
}
