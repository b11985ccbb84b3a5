import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Counts, runSuites, saying } from "./runSuites";
import { type Suite, type SuiteName, suiteNames, suitesOf } from "./suites";

const byDefault: readonly SuiteName[] = ["unit", "host", "e2e"];

/** Nothing of ours is silent for so long, also beside other work: its only purpose is to end what hangs. */
const PATIENCE_MS = 300_000;

/**
 * `npm test [unit|host|e2e|desktop]… [-- --grep WORDS] [--jobs N]`: prints what each file's tests came to, then what failed,
 * and `N passed, N failed` as the very last line. With `--grep`, only tests run whose full title has these words; `--jobs`
 * says how many processes with tests (and their VS Code) run at the same time, one for each core without it.
 */
export async function main(args: readonly string[]): Promise<number> {
  const options = { grep: { type: "string" }, jobs: { type: "string" } } as const;
  const { values, positionals: names } = parseArgs({ args: [...args], allowPositionals: true, options });
  const unknown = names.find((arg) => !suiteNames.some((name) => name === arg));
  if (unknown) throw new Error(`There is no suite "${unknown}"; choose from ${suiteNames.join(", ")}.`);
  const jobs = Number(values.jobs ?? availableParallelism());
  if (!Number.isInteger(jobs) || jobs < 1)
    throw new Error(`--jobs takes a whole number from 1 on, not ${values.jobs}.`);
  const chosen = suiteNames.filter((name) => (names.length > 0 ? names : byDefault).includes(name));
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interruption.abort());

  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const suites: Suite[] = [];
  for (const name of chosen) suites.push(...(await prepared(name, total)));
  const counts = await runSuites(suites, {
    jobs,
    patienceMs: PATIENCE_MS,
    words: values.grep,
    interrupted: interruption.signal,
    print: (text) => console.log(text),
  });
  if (interruption.signal.aborted) return 130;
  for (const key of ["passed", "failed", "skipped"] as const) total[key] += counts[key];
  if (total.passed + total.failed === 0) throw new Error(`No test has the words "${values.grep}" in its title.`);
  console.log(`\n${saying(total)}`);
  return total.failed > 0 ? 1 : 0;
}

/** A suite that cannot even be prepared is a failure, and the other suites still run. */
async function prepared(name: SuiteName, total: Counts): Promise<Suite[]> {
  try {
    return await suitesOf(name);
  } catch (error) {
    console.error(`\n── ${name} ──\n${error instanceof Error ? error.message : String(error)}`);
    total.failed += 1;
    return [];
  }
}
