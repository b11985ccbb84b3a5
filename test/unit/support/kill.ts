import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Hundreds take as long as all other tests; `CODESTRAL_KILLS=200` asks for them. */
export const KILLS = Number(process.env["CODESTRAL_KILLS"] ?? 16);

/** What a child is told that does its work until it is killed. */
export interface Killed {
  /** It kills itself when it has reached this moment; undefined where it is killed from outside. */
  readonly killsItselfAt: number | undefined;
}

/**
 * Starts a program that gets an order, says when its work begins and goes on for ever, and ends it as a crash would.
 * @param afterMs how long it works, where it does not kill itself
 */
export async function killed(program: URL, order: Killed, afterMs: number): Promise<void> {
  const child = fork(fileURLToPath(program), { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = once(child, "exit");
  child.send(order);
  if (order.killsItselfAt === undefined) {
    await Promise.race([once(child, "message"), ended]);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill("SIGKILL");
  }
  assert.deepEqual(await ended, [null, "SIGKILL"]);
}
