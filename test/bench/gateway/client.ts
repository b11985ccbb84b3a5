import { MistralClient } from "../../../src/mistral/client";
import { systemClock } from "../../../src/mistral/clock";
import { EgressLedger } from "../../../src/mistral/ledger/egressLedger";
import { LedgerDatabase } from "../../../src/mistral/ledger/ledgerDatabase";
import { UsageLedger } from "../../../src/mistral/ledger/usageLedger";
import { costOf } from "../../../src/mistral/models/prices";
import { observers } from "../../../src/mistral/request";
import { openDatabase } from "../../../src/storage/database";
import { accessTo } from "./access";

/** A client with all that ships: the gate, the redaction of secrets, and both ledgers in a file. */
export async function fullClient(
  server: string,
  key: string,
  file: string,
): Promise<{ client: MistralClient; readonly close: () => void }> {
  const fail = (why: unknown) => {
    throw new Error("The ledger cannot be written.", { cause: why });
  };
  const database = new LedgerDatabase(
    { open: (layout) => openDatabase(file, layout, fail), failed: (_sentence, error) => fail(error) },
    systemClock,
  );
  await database.load();
  const ledgers = observers(new UsageLedger(database, costOf, Date.now), new EgressLedger(database, () => false));
  return { client: new MistralClient(accessTo(server, [key]), ledgers), close: () => database.dispose() };
}
