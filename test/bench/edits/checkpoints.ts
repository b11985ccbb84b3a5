import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { nodeWithSqlite } from "../../run/suites";
import { built } from "../../vscode/paths";
import { tunedFiles } from "./files";

/** What `checkpoint.ts` measures, on a Node that has SQLite. @throws when that ends without an answer */
export async function bytesPerCheckpoint(): Promise<number> {
  const program = join(built, "bench", "edits", "checkpoint.mjs");
  const child = fork(program, { execPath: await nodeWithSqlite(), execArgv: [], stdio: ["ignore", 2, 2, "ipc"] });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`What a change-set costs was not told (exit code ${code}).`);
  });
  child.send((await tunedFiles()).map(({ text }) => text));
  const [bytes] = (await Promise.race([once(child, "message"), ended])) as [number];
  child.disconnect();
  return bytes;
}
