import type { Purpose } from "../purpose";
import type { LedgerDatabase } from "./ledgerDatabase";
import { monthOf, type UsageLedger } from "./usageLedger";

export interface BudgetPort {
  /** US dollars a month; 0 for none. */
  limit(): number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Called once a month for each of the two shares of a budget, in one window only. */
  warn(warning: BudgetWarning): void;
}

export interface BudgetWarning {
  /** Of the budget. */
  readonly percent: (typeof SHARES)[number];
  /** US dollars, about. */
  readonly spent: number;
  readonly limit: number;
}

/** The highest first: whoever passes both at once needs to hear of one. */
const SHARES = [100, 80] as const;

/** What may be spent in a month, in all windows together. */
export class Budget {
  private told = "";

  constructor(
    private readonly database: LedgerDatabase,
    private readonly usage: Pick<UsageLedger, "spentThisMonth">,
    private readonly port: BudgetPort,
  ) {
    database.onWritten(() => this.check());
  }

  /** Whether nothing is sent for a purpose until the month ends or the budget grows. Only what nobody waits for is. */
  isPaused(purpose: Purpose): boolean {
    if (purpose !== "background") {
      return false;
    }
    const limit = this.port.limit();
    return limit > 0 && (this.usage.spentThisMonth() ?? 0) >= limit;
  }

  /** Warns if it is time to. To be called when the budget has changed, too. */
  check(): void {
    const limit = this.port.limit();
    const spent = limit > 0 ? this.usage.spentThisMonth() : undefined;
    const percent = spent !== undefined && SHARES.find((share) => spent * 100 >= limit * share);
    if (spent === undefined || !percent) {
      this.told = "";
      return;
    }
    const month = monthOf(this.port.now());
    const key = `${month} ${limit} ${percent}`;
    if (this.told === key) {
      return;
    }
    const claimed = this.claim(month, limit, percent);
    if (claimed !== undefined) {
      this.told = key;
    }
    if (claimed) {
      this.port.warn({ percent, spent, limit });
    }
  }

  /** @returns false where another window has warned already, undefined where that cannot be found out now */
  private claim(month: string, limit: number, percent: number): boolean | undefined {
    return this.database.claim((open) => {
      const { changes } = open.prepare("INSERT OR IGNORE INTO warned VALUES (?, ?, ?)").run(month, limit, percent);
      return Number(changes) === 1;
    });
  }
}
