import * as vscode from "vscode";
import { until } from "./waiting";

/** A list as it is offered. */
export interface Offer {
  readonly choices: readonly vscode.QuickPickItem[];
  pick(label: string | undefined): void;
}

/** Stands in for the person who picks from lists, which the editor offers no way to do from here. */
export function listsForEachTest(): () => Promise<Offer> {
  const original = vscode.window.showQuickPick;
  const offers: Offer[] = [];
  const came = new vscode.EventEmitter<void>();
  beforeEach(() => {
    offers.length = 0;
    Reflect.set(vscode.window, "showQuickPick", (choices: readonly vscode.QuickPickItem[]) => {
      return new Promise((picked) => {
        const pick = (label?: string) => picked(choices.find((choice) => choice.label.endsWith(label ?? "none")));
        offers.push({ choices, pick });
        came.fire();
      });
    });
  });
  afterEach(() => Reflect.set(vscode.window, "showQuickPick", original));
  return () => until(came.event, () => offers.shift());
}
