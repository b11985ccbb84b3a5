import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { installHost } from "../../vscode/install";
import { built } from "../../vscode/paths";
import type { VSCode } from "./stage";

/** Writes two months of requests into the ledger of this VS Code, as another window of it would have. */
export async function writeLedgerHistory({ userDataDir }: VSCode): Promise<void> {
  const storage = join(userDataDir, "User", "globalStorage", "codestral-companion.codestral-companion");
  const { node } = await installHost("newest");
  execFileSync(node, [join(built, "e2e", "support", "ledgerHistoryWriter.mjs"), join(storage, "ledger.db")]);
}
