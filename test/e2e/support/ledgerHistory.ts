import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { installHost } from "../../vscode/install";
import { built } from "../../vscode/paths";
import { stage } from "./stage";

/** Has two months of requests stand in the ledger and nothing else, as if another window had made them. */
export async function fillLedger(): Promise<void> {
  const { userDataDir } = await (await stage()).vscode("inEnvironment");
  const storage = join(userDataDir, "User", "globalStorage", "codestral-companion.codestral-companion");
  const { node } = await installHost("newest");
  execFileSync(node, [join(built, "e2e", "support", "ledgerHistoryWriter.mjs"), join(storage, "ledger.db")]);
}
