import { parseArgs } from "node:util";
import { activation } from "../bench/activation";
import type { Benchmark, Figure } from "../bench/benchmark";
import { overhead } from "../bench/overhead";

const benchmarks: readonly Benchmark[] = [activation, overhead];

/**
 * `npm run bench [-- NAME…] [--json] [--seed N]`: prints a table, or with `--json` one line of JSON for each benchmark.
 * Nothing else goes to standard output.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, seed: { type: "string", default: "1" } },
  });
  const unknown = positionals.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown) {
    throw new Error(
      `There is no benchmark "${unknown}"; choose from ${benchmarks.map(({ name }) => name).join(", ")}.`,
    );
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`The seed must be a whole number, not ${values.seed}.`);
  for (const benchmark of benchmarks) {
    if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
    const figures = await benchmark.run(seed);
    console.log(values.json ? lineOf(figures) : tableOf(benchmark.name, figures));
  }
  return 0;
}

function lineOf(figures: Readonly<Record<string, Figure>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(figures).map(([key, { value }]) => [key, value])));
}

function tableOf(name: string, figures: Readonly<Record<string, Figure>>): string {
  const rows = Object.values(figures).map(({ label, value, aim }) => {
    const aimed = aim === undefined ? "" : `  (aim ${aim})`;
    return `  ${label.padEnd(55)}${String(value).padStart(9)}${aimed}`;
  });
  return [name, ...rows].join("\n");
}
