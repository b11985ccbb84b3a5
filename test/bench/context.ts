import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../vscode/paths";
import type { Benchmark, Figures } from "./benchmark";
import { type Measured, measured } from "./context/measure";
import { randomFrom } from "./context/random";
import { readRepository } from "./context/repository";
import { percentile, rounded } from "./statistics";

const HUNKS_OF_ONE = 120;
/** This repository, and packages that come with their sources; hunks of each. */
const USUAL: readonly (readonly [folder: string, hunks: number])[] = [
  [".", 60],
  ["node_modules/preact/src", 20],
  ["node_modules/zod/src", 25],
  ["node_modules/@mistralai/mistralai/src", 25],
];

/**
 * How many of the names of lines about to be written stand in our context. Lines are hidden in a real file, and what is
 * counted are the names in their code (not in strings and comments, two letters and more, no keyword of any of the languages we know) that stand
 * nowhere in the 8,000 characters before and the 3,000 after the cursor; hunks without such a name are passed over.
 * The hidden lines are gone from the file before anything looks at it. Imports that they need stay, as does what
 * other files say of them, such as calls of a function that is hidden: both are there when code is rewritten, not always
 * when it is written first. All recall is a share of all those names, also of those that no file of the repository
 * holds; `recallOfReachable1024` is relative to what it holds anywhere else, in any text.
 */
export const context: Benchmark = {
  name: "context",
  flags: ["repo"],
  async run(options) {
    const own = options.path("repo");
    const folders =
      own === undefined
        ? USUAL.map(([folder, hunks]) => [join(root, folder), hunks] as const)
        : [[own, HUNKS_OF_ONE] as const];
    const random = randomFrom(options.seed);
    const results: Measured[] = [];
    for (const [folder, hunks] of folders.filter(([folder]) => existsSync(folder))) {
      const some = await measured(readRepository(folder), hunks, random);
      console.error(
        `context: ${folder}: ${some.length} hunks, recall at 1,024 of what is reachable ${ofReachable(some)}`,
      );
      results.push(...some);
    }
    return [figuresOf(results)];
  },
};

function figuresOf(results: readonly Measured[]): Figures {
  const wanted = sum(results, (one) => one.wanted);
  const share = (count: number) => (wanted === 0 ? null : rounded3(count / wanted));
  const recall = (budget: number) => share(sum(results, (one) => one.held[budget] ?? 0));
  const sources = [...(results[0]?.without.keys() ?? [])];
  return {
    recall512: { label: "names held within 512 tokens (0–1)", value: recall(0) },
    recall1024: { label: "names held within 1,024 tokens (0–1)", value: recall(1) },
    recall2048: { label: "names held within 2,048 tokens (0–1)", value: recall(2) },
    reachable: {
      label: "names held by the whole repository (0–1)",
      value: share(sum(results, (one) => one.reachable)),
    },
    recallOfReachable1024: { label: "of those, within 1,024 tokens (0–1)", value: ofReachable(results), aim: "≥ .95" },
    pathMsP99: {
      label: "on the key's path, p99 (ms)",
      value: rounded3(
        percentile(
          results.flatMap(({ pathMs }) => pathMs),
          0.99,
        ),
      ),
      aim: "≤ 10",
    },
    offPathMs: {
      label: "off it, a collection, mean (ms)",
      value: rounded(sum(results, (one) => one.offPathMs) / results.length),
    },
    longestBlockMs: {
      label: "longest block by a collection, p99 (ms)",
      value: rounded(
        percentile(
          results.map((one) => one.longestBlockMs),
          0.99,
        ),
      ),
      aim: "≤ 10",
    },
    hunks: { label: "hunks", value: results.length },
    names: { label: "names in them", value: wanted },
    without: Object.fromEntries(
      sources.map((name) => [
        name,
        {
          label: `within 1,024 tokens without ${name}`,
          value: share(sum(results, (one) => one.without.get(name) ?? 0)),
        },
      ]),
    ),
  };
}

/** Of the names that the repository holds elsewhere, the share within 1,024 tokens. */
function ofReachable(results: readonly Measured[]): number | null {
  const reachable = sum(results, (one) => one.reachable);
  return reachable === 0 ? null : rounded3(1 - sum(results, (one) => one.missed.length) / reachable);
}

function sum(results: readonly Measured[], count: (one: Measured) => number): number {
  return results.reduce((total, one) => total + count(one), 0);
}

function rounded3(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
