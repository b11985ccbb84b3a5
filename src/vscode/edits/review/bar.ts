import * as vscode from "vscode";
import { countsOf } from "../../../edits/review/review";
import { hunksIn } from "../../../edits/review/reviewedFile";
import { countsInWords, standingInWords } from "../../../edits/review/words";
import { nameOf, type OpenReview } from "./openReview";

/** What the bar can say. */
export type BarState =
  /** A review is in front. */
  | { readonly kind: "review"; readonly open: OpenReview; readonly beside: number }
  /** None is: one in the background may not hold any more, and one that was closed can be opened again. */
  | { readonly kind: "background"; readonly stale: OpenReview | undefined; readonly aside: string | undefined };

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
    if (!stale || !accept || !discard || !refine || !sentence) {
      return;
    }
    if (state.kind === "background") {
      if (state.stale) {
        putStale(stale, state.stale);
      }
      if (state.aside !== undefined) {
        const text = `$(history) ${state.aside} was put aside: Open Again`;
        put(sentence, text, "reopenEdit", "It is forgotten when you discard it.");
      }
      return;
    }
    const { open } = state;
    const { set, files } = open.review;
    putStale(stale, open);
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

/** Says which file does not fit any more, if one does not. */
function putStale(item: vscode.StatusBarItem, open: OpenReview): void {
  const [at] = open.stale();
  if (at === undefined) {
    return;
  }
  const said = standingInWords(open.standings.get(at) ?? "fits", nameOf(open.file(at)?.change.uri ?? ""));
  const offer = open.paths ? ": Propose Again" : "";
  put(item, `$(warning) ${said}${offer}`, "proposeAgain", `${open.review.set.title}: ${said}.`);
  item.backgroundColor = new vscode.ThemeColor("statusBarItem.warningBackground");
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
