import * as vscode from "vscode";
import { cardText, isClean } from "../../../edits/proof/card";
import { type Card, offersOf } from "../../../edits/proof/cards";

/** Of the model's and the servers' words, so many are told in a tooltip. */
const MOST_PROBLEMS = 10;

/** The card of the change that landed last, with what can be done about it in words: where the review's bar was. */
export class ProofBar implements vscode.Disposable {
  private readonly items = ["card", "tests", "repair", "takeBack", "close"].map((name, at) =>
    vscode.window.createStatusBarItem(`codestral.proof.${name}`, vscode.StatusBarAlignment.Left, 9_000 - at),
  );

  show(card: Card | undefined): void {
    const [text, tests, repair, takeBack, close] = this.items;
    this.items.forEach((item) => item.hide());
    if (!card || !text || !tests || !repair || !takeBack || !close) {
      return;
    }
    const offers = offersOf(card);
    put(text, `${iconOf(card)} ${card.set.title}: ${cardText(card.proof)}`, "showProof", tooltipOf(card));
    text.backgroundColor = hasTrouble(card) ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    if (offers.tests) {
      put(
        tests,
        "$(beaker) Run Tests",
        "runTests",
        "Run the tests that you picked for this folder, or pick them first.",
      );
    }
    if (offers.repair) {
      put(
        repair,
        "$(wrench) Repair",
        "repairChange",
        "Ask for another edit that mends the new problems; you review it.",
      );
    }
    if (offers.takeBack) {
      put(takeBack, "$(discard) Take Back", "takeBackChange", "Write what stood there before this change.");
    }
    put(close, "$(close)", "closeProof", "Close");
    close.accessibilityInformation = { label: "Close what is known of the change", role: "button" };
  }

  dispose(): void {
    this.items.forEach((item) => item.dispose());
  }
}

function hasTrouble({ proof }: Card): boolean {
  return proof.problems !== undefined && !isClean(proof);
}

function iconOf(card: Card): string {
  const { problems, tests } = card.proof;
  if (!problems || tests?.kind === "running") {
    return "$(watch)";
  }
  return hasTrouble(card) ? "$(warning)" : "$(pass)";
}

function tooltipOf({ set, proof }: Card): string {
  const fresh = proof.problems?.fresh ?? [];
  const failures = proof.tests?.kind === "ended" ? proof.tests.result.failures : [];
  const told = [
    ...fresh.map(
      ({ uri, line, message }) => `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${line + 1} ${message}`,
    ),
    ...failures.map((name) => `failed: ${name}`),
  ];
  const more = told.length > MOST_PROBLEMS ? [`and ${told.length - MOST_PROBLEMS} more`] : [];
  return [set.summary, ...told.slice(0, MOST_PROBLEMS), ...more, "Click for the list."].join("\n");
}

function put(item: vscode.StatusBarItem, text: string, command: string, tooltip: string): void {
  item.text = text;
  item.command = `codestral.${command}`;
  item.tooltip = tooltip;
  item.show();
}
