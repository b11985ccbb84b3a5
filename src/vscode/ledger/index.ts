import * as vscode from "vscode";
import { Budget, type BudgetWarning } from "../../mistral/ledger/budget";
import { EgressLedger } from "../../mistral/ledger/egressLedger";
import { LedgerDatabase } from "../../mistral/ledger/ledgerDatabase";
import { type CostOf, UsageLedger } from "../../mistral/ledger/usageLedger";
import { systemClock } from "../../mistral/clock";
import type { Purpose } from "../../mistral/purpose";
import { observers, type RequestObserver } from "../../mistral/request";
import { openDatabase } from "../../storage/database";
import type { Log } from "../log";
import type { Settings } from "../settings";
import type { SentPanel } from "./sentPanel";
import { SETTINGS } from "./settings";
import type { UsagePanel } from "./usagePanel";
import { dollars } from "./words";

export interface LedgerParts {
  /** The folder that all windows share. */
  readonly storage: vscode.Uri;
  readonly settings: Settings;
  readonly log: Pick<Log, "error" | "warn">;
  readonly costOf: CostOf;
}

interface Pages extends vscode.Disposable {
  readonly usagePanel: UsagePanel;
  readonly sentPanel: SentPanel;
}

/** Both ledgers of requests, the budget, and their pages. */
export interface Ledger extends RequestObserver, vscode.Disposable {
  /** The pages, loaded when one of them is first wanted. */
  pages(this: void): Promise<Pages>;
  /** Whether nothing is to be sent for a purpose, as the month's budget is used up. */
  isPaused(this: void, purpose: Purpose): boolean;
}

/** When a window opens, the editor and its other extensions have more to do than they have time. */
const AFTER_START_MS = 1_000;

/** Starts to keep the ledgers; their file is opened a moment later. */
export function startLedger({ storage, settings, log, costOf }: LedgerParts): Ledger {
  const file = vscode.Uri.joinPath(storage, "ledger.db").fsPath;
  const moved = (to: string) =>
    log.warn(`The ledger of requests was damaged and begins anew. The old file is kept: ${to}`);
  const database = new LedgerDatabase(
    {
      open: (layout) => openDatabase(file, layout, moved),
      failed: (sentence, error) => log.error(sentence, error),
    },
    systemClock,
  );
  const now = () => Date.now();
  const limit = () => settings.get(SETTINGS.monthlyBudget);
  const keepsBodies = () => settings.get(SETTINGS.storeBodies);
  const usage = new UsageLedger(database, costOf, now);
  const egress = new EgressLedger(database, keepsBodies);
  const budget = new Budget(database, usage, { limit, now, warn: (warning) => void warn(warning) });
  let opened: Pages | undefined;
  const pages = async () => {
    const { SentPanel, UsagePanel } = await import("./later");
    if (!opened) {
      const usagePanel = new UsagePanel({ database, usage, limit, log });
      const sentPanel = new SentPanel({ database, egress, keepsBodies, log });
      opened = { usagePanel, sentPanel, dispose: () => [usagePanel, sentPanel].forEach((each) => each.dispose()) };
    }
    return opened;
  };
  const timer = setTimeout(() => void database.load(), AFTER_START_MS);
  const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("codestral.monthlyBudget")) {
      budget.check();
      opened?.usagePanel.changed();
    }
  });
  return {
    ...observers(usage, egress),
    pages,
    isPaused: (purpose) => budget.isPaused(purpose),
    dispose: () => {
      clearTimeout(timer);
      [subscription, opened, database].forEach((each) => each?.dispose());
    },
  };
}

async function warn({ percent, spent, limit }: BudgetWarning): Promise<void> {
  const amounts = `${dollars(spent)} of $${limit.toLocaleString("en")}`;
  const sentence =
    percent === 100
      ? `Codestral: this month's budget is used up (${amounts}). Ghost text, chat and refactorings go on.`
      : `Codestral: ${percent} % of this month's budget is used (${amounts}).`;
  const [show, change] = ["Show usage", "Change the budget"];
  const clicked = await vscode.window.showWarningMessage(sentence, show, change);
  if (clicked === show) {
    await vscode.commands.executeCommand("codestral.showUsage");
  } else if (clicked === change) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "codestral.monthlyBudget");
  }
}
