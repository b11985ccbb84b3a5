import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The file in which an editor's chat keeps what is said. @throws if it has not been made yet */
export function historyOf(userDataDir: string): string {
  const found = readdirSync(userDataDir, { recursive: true }).find((file) => String(file).endsWith("history.db"));
  if (found === undefined) throw new Error(`There is no chat history below ${userDataDir}.`);
  return join(userDataDir, String(found));
}
