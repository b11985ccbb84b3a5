import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { activation } from "../bench/activation";
import { type Benchmark, type BenchOptions, type Figure, type Figures, isFigure } from "../bench/benchmark";
import { chat } from "../bench/chat";
import { context } from "../bench/context";
import { edits } from "../bench/edits";
import { gateway } from "../bench/gateway";
import { hotpath } from "../bench/hotpath";
import { keys } from "../bench/keys";
import { overhead } from "../bench/overhead";
import { replayed } from "../bench/replay";
import { trim } from "../bench/trim";

const benchmarks: readonly Benchmark[] = [
  activation,
  chat,
  context,
  edits,
  gateway,
  hotpath,
  keys,
  overhead,
  replayed,
  trim,
];

/** Where larger data lies beside the repository, when somebody put it there. */
const DATA = "../shared/data";

/**
 * `npm run bench [-- NAME…] [--json] [--seed N] [--data DIR]`: prints a table, or with `--json` one line of JSON for
 * each run of each benchmark. Nothing else goes to standard output.
 */
export async function main(args: readonly string[]): Promise<number> {
  const own = Object.fromEntries(
    benchmarks.flatMap(({ flags = [] }) => flags.map((flag) => [flag, { type: "string" as const }])),
  );
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, seed: { type: "string" }, data: { type: "string" }, ...own },
  });
  const unknown = positionals.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown) {
    throw new Error(
      `There is no benchmark "${unknown}"; choose from ${benchmarks.map(({ name }) => name).join(", ")}.`,
    );
  }
  const options = optionsOf(values);
  for (const benchmark of benchmarks) {
    if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
    for (const figures of await benchmark.run(options)) {
      console.log(values.json ? JSON.stringify(valuesOf(figures)) : [benchmark.name, ...rowsOf(figures)].join("\n"));
    }
  }
  return 0;
}

function optionsOf(values: Readonly<Record<string, unknown>>): BenchOptions {
  const flag = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const seed = Number(flag("seed") ?? 1);
  if (!Number.isSafeInteger(seed)) throw new Error(`The seed must be a whole number, not ${flag("seed")}.`);
  const path = (name: string) => {
    const value = flag(name);
    return value === undefined ? undefined : resolve(process.env.INIT_CWD ?? ".", value);
  };
  const data = path("data");
  if (data !== undefined && !existsSync(data)) throw new Error(`There is no folder ${data}; name one with --data.`);
  return { seed, data: data ?? (existsSync(DATA) ? resolve(DATA) : undefined), flag, path };
}

interface Values {
  readonly [key: string]: number | null | Values;
}

function valuesOf(figures: Figures): Values {
  return Object.fromEntries(
    Object.entries(figures).map(([key, one]) => [key, isFigure(one) ? one.value : valuesOf(one)]),
  );
}

function rowsOf(figures: Figures, indent = "  "): string[] {
  return Object.entries(figures).flatMap(([key, one]) =>
    isFigure(one) ? [indent + rowOf(one, indent)] : [`${indent}${key}`, ...rowsOf(one, `${indent}  `)],
  );
}

function rowOf({ label, value, aim }: Figure, indent: string): string {
  const aimed = aim === undefined ? "" : `  (aim ${aim})`;
  return `${label.padEnd(57 - indent.length)}${String(value ?? "–").padStart(9)}${aimed}`;
}
