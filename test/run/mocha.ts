import { appendFileSync, writeFileSync } from "node:fs";
import { format } from "node:util";
import Mocha from "mocha";

/** What a suite came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface MochaRun {
  readonly files: readonly string[];
  /** How long one test may take, in milliseconds. */
  readonly timeout: number;
  /** File that gets the report; without it the report goes to the console. */
  readonly output?: string;
  /** File that gets the counts as JSON once the suite has run to its end. */
  readonly counts?: string;
}

/**
 * Runs test files (`describe`, `it`) in this process; a suite that runs not one test throws, unless
 * `CODESTRAL_TEST_GREP` left none of its tests.
 */
export async function runMocha({ files, timeout, output, counts }: MochaRun): Promise<Counts> {
  const { CODESTRAL_TEST_GREP: words } = process.env;
  const mocha = new Mocha({ ui: "bdd", timeout, color: !output && process.stdout.isTTY });
  if (words) mocha.fgrep(words);
  if (output) {
    Mocha.reporters.Base.consoleLog = (...args: unknown[]) => appendFileSync(output, `${format(...args)}\n`);
  }
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  if (!stats || (stats.passes + stats.failures === 0 && !words)) throw new Error("There was not one test to run.");
  const result = { passed: stats.passes, failed: stats.failures, skipped: stats.pending };
  if (counts) writeFileSync(counts, JSON.stringify(result));
  return result;
}
