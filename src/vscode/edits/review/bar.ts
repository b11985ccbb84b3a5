import * as vscode from "vscode";
import { countsOf } from "../../../edits/review/review";
import { hunksIn } from "../../../edits/review/reviewedFile";
import { countsInWords, standingInWords } from "../../../edits/review/words";
import { nameOf, type OpenReview } from "./openReview";

/** What the bar can say. */
export type BarState =
  | { readonly kind: "nothing" }
  /** A review is in front. */
  | { readonly kind: "review"; readonly open: OpenReview; readonly beside: number }
  /** A review in the background does not hold any more. */
  | { readonly kind: "stale"; readonly open: OpenReview }
  /** One was closed, and can be opened again. */
  | { readonly kind: "aside"; readonly title: string };

const IS_MAC = process.platform === "darwin";
const ACCEPT_KEY = IS_MAC ? "⌥⌘⏎" : "Ctrl+Alt+Enter";
const DISCARD_KEY = IS_MAC ? "⌥⌘⌫" : "Ctrl+Alt+Backspace";
/** So much of the model's sentence has room in the status bar; all of it is in the tooltip. */
const MOST_CHARACTERS = 80;

/** What the review in front does and its buttons, in words, in the status bar: they go with the review. */
export class ReviewBar implements vscode.Disposable {
  private readonly items = ["stale", "accept", "discard", "refine", "sentence"].map((name, at) =>
    vscode.window.createStatusBarItem(`codestral.review.${name}`, vscode.StatusBarAlignment.Left, 10_000 - at),
  );

  show(state: BarState): void {
    const [stale, accept, discard, refine, sentence] = this.items;
    this.items.forEach((item) => item.hide());
    if (state.kind === "nothing" || !stale || !accept || !discard || !refine || !sentence) {
      return;
    }
    if (state.kind === "aside") {
      put(
        sentence,
        `$(history) ${state.title} was put aside: Open Again`,
        "reopenEdit",
        "It is forgotten when you discard it.",
      );
      return;
    }
    const { open } = state;
    const { set, files } = open.review;
    const [at] = open.stale();
    if (at !== undefined) {
      const said = standingInWords(open.standings.get(at) ?? "fits", nameOf(open.file(at)?.change.uri ?? ""));
      put(stale, `$(warning) ${said}${open.paths ? ": Propose Again" : ""}`, "proposeAgain", `${set.title}: ${said}.`);
      stale.backgroundColor = new vscode.ThemeColor("statusBarItem.warningBackground");
    }
    if (state.kind === "stale") {
      return;
    }
    const hunks = files.reduce((sum, file) => sum + hunksIn(file).length, 0);
    put(accept, `$(check-all) Accept  ${ACCEPT_KEY}`, "acceptEdit", whatAccepting(open, hunks));
    put(discard, `$(close-all) Discard  ${DISCARD_KEY}`, "discardEdit", "Forget this edit; nothing is written.");
    if (open.paths) {
      put(
        refine,
        "$(edit) Refine…",
        "refineEdit",
        "Say what should be different, and get another proposal beside this one.",
      );
    }
    const counts = files.map(countsOf).reduce((sum, one) => ({
      added: sum.added + one.added,
      removed: sum.removed + one.removed,
    }));
    const { summary } = set;
    const cut = summary.length > MOST_CHARACTERS ? `${summary.slice(0, MOST_CHARACTERS - 1)}…` : summary;
    const others = state.beside > 0 ? `$(files) ${state.beside + 1} proposals for this file` : "";
    const text = [cut, countsInWords(counts), others].filter((part) => part !== "").join("  ");
    const warning = state.beside > 0 ? " Accepting one of the proposals makes the others out of date." : "";
    put(sentence, text, "showEdits", `${summary}${warning}`);
  }

  dispose(): void {
    this.items.forEach((item) => item.dispose());
  }
}

function whatAccepting({ review: { files } }: OpenReview, hunks: number): string {
  const where = files.length === 1 ? "" : ` in ${files.length} files`;
  return `Write this edit: ${hunks === 1 ? "1 change" : `${hunks} changes`}${where}. One undo takes it back.`;
}

function put(item: vscode.StatusBarItem, text: string, command: string, tooltip: string): void {
  item.text = text;
  item.command = `codestral.${command}`;
  item.tooltip = tooltip;
  item.backgroundColor = undefined;
  item.show();
}
