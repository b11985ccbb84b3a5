import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startGroup } from "../vscode/processGroup";
import type { Counts } from "./mocha";
import type { Suite } from "./suites";

/** Runs a suite to its end. A suite that crashes, hangs or leaves no counts comes to one failure more. */
export async function runSuite(suite: Suite, timeoutMs: number, interrupted: AbortSignal): Promise<Counts> {
  console.log(`\n── ${suite.title} ──`);
  const temp = mkdtempSync(join(tmpdir(), "codestral-suite-"));
  const file = join(temp, "counts.json");
  const env = { ...process.env, CODESTRAL_TEST_COUNTS: file };
  const group = startGroup(suite.node, suite.args, { env, output: "inherit" });
  const timer = new AbortController();
  const late = delay(timeoutMs, "late" as const, { signal: timer.signal }).catch(() => "ended" as const);
  const stopped = new Promise<"stopped">((resolve) => {
    interrupted.addEventListener("abort", () => resolve("stopped"), { once: true });
  });
  try {
    const end = await Promise.race([group.exited, late, stopped]);
    if (typeof end === "number") return judge(suite, end, readCounts(file));
    if (end === "late") console.error(`The suite ${suite.title} had not ended after ${timeoutMs / 1000} s.`);
    await group.stop("SIGINT", 10_000);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    timer.abort();
    rmSync(temp, { recursive: true, force: true });
  }
}

function readCounts(file: string): Counts | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Counts;
  } catch {
    return undefined;
  }
}

function judge(suite: Suite, code: number, counts: Counts | undefined): Counts {
  if (counts && (code === 0) === (counts.failed === 0)) return counts;
  console.error(
    `The suite ${suite.title} ended with exit code ${code}${counts ? "" : " before its tests were through"}.`,
  );
  return { passed: counts?.passed ?? 0, failed: (counts?.failed ?? 0) + 1, skipped: counts?.skipped ?? 0 };
}
