import { EgressLedger } from "../../../../src/mistral/ledger/egressLedger";
import { LedgerDatabase } from "../../../../src/mistral/ledger/ledgerDatabase";
import { UsageLedger } from "../../../../src/mistral/ledger/usageLedger";
import type { RequestResult, SentRequest } from "../../../../src/mistral/request";
import { openDatabase } from "../../../../src/storage/database";
import { VirtualClock } from "../../completion/learning/virtualClock";
import { databasePathForEachTest } from "../../storage/temp";

/** Noon, so that no time zone makes another day of it. */
export const NOON = new Date(2026, 10, 21, 12).getTime();
export const DAY_MS = 86_400_000;

let count = 0;

export function request(about: Partial<SentRequest> = {}): SentRequest {
  count++;
  return {
    id: `request ${count}`,
    at: NOON,
    purpose: "completion",
    model: "codestral-latest",
    server: "api.mistral.ai",
    keyName: "work",
    characters: 100,
    sources: [],
    redactions: [],
    body: () => "{}",
    ...about,
  };
}

export function result(about: Partial<RequestResult> = {}): RequestResult {
  return {
    outcome: "answered",
    usage: { prompt: 1_000, cached: 600, completion: 50 },
    estimated: false,
    firstTokenMs: 120,
    wholeMs: 400,
    ...about,
  };
}

/** A thousandth of a dollar for each token that was written; nobody knows the price of `local`. */
export function costOf(model: string, _server: string, { completion }: { completion: number }): number | undefined {
  return model === "local" ? undefined : completion / 1_000;
}

/** Windows that share a file, for each test of the suite that calls this. */
export function windowsForEachTest() {
  const path = databasePathForEachTest();
  const databases: LedgerDatabase[] = [];
  afterEach(() => {
    for (const database of databases.splice(0)) database.dispose();
  });
  return {
    path,
    /** @param keepsBodies whether bodies are kept at the moment */
    open(keepsBodies = () => false) {
      const clock = new VirtualClock();
      const failures: string[] = [];
      const moved: string[] = [];
      const time = { now: NOON };
      const database = new LedgerDatabase(
        {
          open: (layout) => openDatabase(path(), layout, (to) => moved.push(to)),
          failed: (sentence, error) => failures.push(`${sentence} ${String(error)}`),
        },
        clock,
      );
      databases.push(database);
      return {
        ...{ clock, failures, moved, time, database },
        usage: new UsageLedger(database, costOf, () => time.now),
        egress: new EgressLedger(database, keepsBodies),
        /** Is opened, and has written what it holds. */
        settle: async () => {
          await database.load();
          database.flush();
        },
      };
    },
  };
}
