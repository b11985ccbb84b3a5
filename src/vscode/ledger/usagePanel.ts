import * as vscode from "vscode";
import type { LedgerDatabase } from "../../mistral/ledger/ledgerDatabase";
import type { UsageLedger } from "../../mistral/ledger/usageLedger";
import { PRICES_AS_OF } from "../../mistral/models/prices";
import type { Log } from "../log";
import { confirmDeletion, Panel } from "../pages/panel";
import { PERIODS, USAGE_COMMANDS, type UsageFigures, usagePage, type UsageView } from "./usagePage";

export interface UsagePanelParts {
  readonly database: LedgerDatabase;
  readonly usage: UsageLedger;
  /** US dollars a month; 0 for none. */
  readonly limit: () => number;
  readonly log: Pick<Log, "error">;
}

/** The page of usage. While it is open, it follows what happens. */
export class UsagePanel implements vscode.Disposable {
  /** Kept here: the page has no script that could remember it when it is drawn anew. */
  private view: UsageView = { days: 30, measure: undefined };
  private readonly panel = new Panel({
    id: "codestral.usage",
    title: "Usage",
    commands: Object.values(USAGE_COMMANDS),
    html: (nonce) => usagePage(this.figures(), this.view, Date.now(), nonce),
  });

  constructor(private readonly parts: UsagePanelParts) {
    parts.database.onWritten(() => this.panel.changed());
  }

  /** @param days 7, 30 or 90; anything else leaves the view as it is @param measure `cost` or `tokens`, likewise */
  async show(days?: unknown, measure?: unknown): Promise<void> {
    this.view = {
      days: PERIODS.find((one) => one === days) ?? this.view.days,
      measure: measure === "cost" || measure === "tokens" ? measure : this.view.measure,
    };
    await this.parts.database.load();
    await this.panel.show();
  }

  /** Draws it anew: the budget has changed. */
  changed(): void {
    this.panel.changed();
  }

  /** Asks whether that is meant, and forgets all figures. */
  async deleteAll(): Promise<void> {
    const detail = "The budget counts from zero again. What was sent is another list. This cannot be undone.";
    if (!(await confirmDeletion("Delete all figures of usage?", detail))) {
      return;
    }
    await this.parts.database.load();
    try {
      this.parts.usage.deleteAll();
    } catch (error) {
      this.parts.log.error("The figures of usage could not be deleted.", error);
      void vscode.window.showErrorMessage("The figures could not be deleted. The log says why.");
    }
    await this.panel.draw();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private figures(): UsageFigures | undefined {
    const { database, usage, limit } = this.parts;
    const { days } = this.view;
    database.flush();
    const tallies = usage.tallies(days);
    return (
      tallies && {
        tallies,
        latencies: usage.latencies(),
        outcomes: usage.outcomes(days),
        spent: usage.spentThisMonth() ?? 0,
        limit: limit(),
        pricesAsOf: PRICES_AS_OF,
      }
    );
  }
}
