import { relative } from "node:path";
import { built } from "../vscode/paths";
import type { Outcome } from "./fileResults";
import { blockOf, type Failure, failuresOf } from "./report";
import { SuiteRun } from "./suiteRun";
import type { Suite } from "./suites";

/** What suites came to. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface RunOptions {
  /** How many workers may be at work at the same time. */
  readonly jobs: number;
  /** How long a worker may tell nothing before it is ended, in milliseconds. */
  readonly patienceMs: number;
  /** Only tests run whose full title has these words. */
  readonly words?: string;
  readonly interrupted: AbortSignal;
  readonly print: (text: string) => void;
}

/**
 * Runs suites side by side, each in one process or more, and prints what came of each file. What a worker leaves because it
 * hangs, dies or has a failing hook runs in a new one; whatever cannot be run at all is counted as failed.
 */
export async function runSuites(suites: readonly Suite[], options: RunOptions): Promise<Counts> {
  const { jobs, print, interrupted } = options;
  const failures: Failure[] = [];
  const total = noCounts();
  const runs = suites.map((suite) => {
    const counts = noCounts();
    const through = (file: string, outcomes: readonly Outcome[], seconds: number) => {
      if (outcomes.length === 0) return;
      const where = [suite.title, ...(file ? [nameOf(file)] : [])].join(", ");
      print(blockOf(where, outcomes, seconds));
      for (const one of outcomes) {
        counts[one.state]++;
        total[one.state]++;
        if (one.state === "failed") failures.push({ ...one, where });
      }
    };
    return { run: new SuiteRun(suite, { ...options, through }), counts, through };
  });
  const lane = async () => {
    while (!interrupted.aborted) {
      const next = runs
        .filter(({ run }) => run.hasWork())
        .sort((one, other) => one.run.running - other.run.running)
        .at(0);
      if (!next) return;
      await next.run.runWorker();
    }
  };
  await Promise.all(Array.from({ length: jobs }, lane));
  for (const { run } of runs) run.finish();
  if (options.words === undefined && !interrupted.aborted) {
    for (const { through } of runs.filter(({ counts }) => isNothing(counts))) {
      through("", [{ path: [], title: "There was not one test to run.", state: "failed" }], 0);
    }
  }
  print(failuresOf(failures));
  for (const { run, counts } of runs) print(summaryOf(run, counts));
  return total;
}

const noCounts = (): Counts => ({ passed: 0, failed: 0, skipped: 0 });

const isNothing = ({ passed, failed, skipped }: Counts) => passed + failed + skipped === 0;

/** A file by its path below its suite's folder. */
function nameOf(file: string): string {
  return relative(built, file)
    .replace(/^\w+\//, "")
    .replace(/\.test\.m?js$/, "");
}

function summaryOf({ suite, seconds, workers }: SuiteRun, counts: Counts): string {
  const took = `${Math.round(seconds)} s in ${workers} process${workers === 1 ? "" : "es"}`;
  return `${suite.title}: ${saying(counts)}, ${took}`;
}

/** Such as `12 passed, 0 failed`. */
export function saying({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
