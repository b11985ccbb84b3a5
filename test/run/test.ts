import { parseArgs } from "node:util";
import { runSuite } from "./runSuite";
import { type SuiteName, suiteNames, suitesOf } from "./suites";

const byDefault: readonly SuiteName[] = ["unit", "host", "e2e"];

/**
 * `npm test [unit|host|e2e|desktop]… [-- --grep WORDS]`: prints each suite's report, and `N passed, N failed` as the very
 * last line. With `--grep`, only tests run whose full title has these words.
 */
export async function main(args: readonly string[]): Promise<number> {
  const options = { grep: { type: "string" } } as const;
  const { values, positionals: names } = parseArgs({ args: [...args], allowPositionals: true, options });
  const unknown = names.find((arg) => !suiteNames.some((name) => name === arg));
  if (unknown) throw new Error(`There is no suite "${unknown}"; choose from ${suiteNames.join(", ")}.`);
  const chosen = names.length > 0 ? suiteNames.filter((name) => names.includes(name)) : byDefault;
  if (values.grep !== undefined) process.env.CODESTRAL_TEST_GREP = values.grep;
  const timeoutMs = Number(process.env.CODESTRAL_SUITE_TIMEOUT ?? 900_000);
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interruption.abort());

  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of chosen) {
    for (const suite of await prepared(name, total)) {
      if (interruption.signal.aborted) break;
      const counts = await runSuite(suite, timeoutMs, interruption.signal);
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
    }
  }
  if (interruption.signal.aborted) return 130;
  if (total.passed + total.failed === 0) throw new Error(`No test has the words "${values.grep}" in its title.`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
}

/** A suite that cannot even be prepared is a failure, and the other suites still run. */
async function prepared(name: SuiteName, total: { failed: number }) {
  try {
    return await suitesOf(name);
  } catch (error) {
    console.error(`\n── ${name} ──\n${error instanceof Error ? error.message : String(error)}`);
    total.failed += 1;
    return [];
  }
}
