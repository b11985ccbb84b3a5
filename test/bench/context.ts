import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../vscode/paths";
import type { Benchmark, Figures } from "./benchmark";
import { controlOf } from "./context/control";
import { type Fared, type Held, type Measured, measured } from "./context/measure";
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
 *
 * `usable` counts a name only where a model can learn from it, within a whole unit (`context/usable.ts`), and leaves out those
 * that the hidden lines themselves coin: they declare them, and nothing else in the repository has them. `--control DIR`
 * measures the engine of another checkout beside ours, place by place; `--hunks N` looks at so many hunks in all.
 */
export const context: Benchmark = {
  name: "context",
  flags: ["repo", "control", "hunks"],
  async run(options) {
    const own = options.path("repo");
    const beside = options.path("control");
    const control = beside === undefined ? undefined : await controlOf(beside);
    const folders =
      own === undefined
        ? USUAL.map(([folder, hunks]) => [join(root, folder), hunks] as const)
        : [[own, HUNKS_OF_ONE] as const];
    const share = shareOfHunks(
      options.flag("hunks"),
      sum(folders, ([, hunks]) => hunks),
    );
    const random = randomFrom(options.seed);
    const results: Measured[] = [];
    for (const [folder, hunks] of folders.filter(([folder]) => existsSync(folder))) {
      const some = await measured(readRepository(folder), Math.ceil(hunks * share), random, control);
      console.error(`context: ${folder}: ${some.length} hunks, usable at 1,024 ${usableShare(some, ownHeld)}`);
      results.push(...some);
    }
    return [figuresOf(results)];
  },
};

/** @returns which share of the usual hunks `wanted` of them are */
function shareOfHunks(wanted: string | undefined, usual: number): number {
  const count = wanted === undefined ? usual : Number(wanted);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new Error(`--hunks must be a whole number from 1 on, not ${wanted}.`);
  }
  return count / usual;
}

type HeldOf = (one: Measured) => Held | undefined;
const ownHeld: HeldOf = ({ own }) => own.held;
const USUAL_BUDGET = 1;

function figuresOf(results: readonly Measured[]): Figures {
  const budget = (at: number) => anyShare(results, (one) => one.held[at]);
  const sources = [...(results[0]?.without.keys() ?? [])];
  return {
    recall512: { label: "names held within 512 tokens (0–1)", value: budget(0) },
    recall1024: { label: "names held within 1,024 tokens (0–1)", value: budget(USUAL_BUDGET) },
    recall2048: { label: "names held within 2,048 tokens (0–1)", value: budget(2) },
    reachable: {
      label: "names held by the whole repository (0–1)",
      value: share(
        sum(results, ({ reachable }) => reachable.size),
        sum(results, ({ wanted }) => wanted.length),
      ),
    },
    ...formsOf(results, ({ own }) => own),
    ...timesOf(results.map(({ own }) => own)),
    hunks: { label: "hunks", value: results.length },
    names: { label: "names in them", value: sum(results, ({ wanted }) => wanted.length) },
    coined: { label: "of those, coined by the hidden lines", value: sum(results, ({ coined }) => coined.size) },
    without: Object.fromEntries(
      sources.map((name) => [
        name,
        {
          label: `usable within 1,024 tokens without ${name}`,
          value: usableShare(results, ({ without }) => without.get(name)),
        },
      ]),
    ),
    sourceCpuMs: Object.fromEntries(
      sources.map((name) => [
        name,
        {
          label: `processor time of ${name}, mean (ms)`,
          value: rounded(mean(results.map(({ sourceMs }) => sourceMs.get(name) ?? 0))),
        },
      ]),
    ),
    ...(results.some(({ control }) => control) && {
      control: {
        recall1024: {
          label: "names held within 1,024 tokens (0–1)",
          value: anyShare(results, ({ control }) => control?.held),
        },
        ...formsOf(results, ({ control }) => control),
        ...timesOf(results.flatMap(({ control }) => control ?? [])),
      },
    }),
  };
}

function formsOf(results: readonly Measured[], faredOf: (one: Measured) => Fared | undefined): Figures {
  const heldOf: HeldOf = (one) => faredOf(one)?.held;
  const held = results.flatMap((one) => heldOf(one) ?? []);
  return {
    recallOfReachable1024: {
      label: "of what the repository holds, in any form (0–1)",
      value: shareOf(
        results,
        heldOf,
        ({ any }) => any,
        ({ reachable }, name) => reachable.has(name),
      ),
    },
    anyForm1024: {
      label: "names not coined, in any form, within 1,024 tokens (0–1)",
      value: shareOf(
        results,
        heldOf,
        ({ any }) => any,
        ({ coined }, name) => !coined.has(name),
      ),
    },
    usable1024: {
      label: "names not coined, within a whole unit (0–1)",
      value: usableShare(results, heldOf),
      aim: "≥ .70",
    },
    usableReachable: {
      label: "of what the repository holds, within a whole unit (0–1)",
      value: shareOf(
        results,
        heldOf,
        ({ usable }) => usable,
        ({ reachable }, name) => reachable.has(name),
      ),
    },
    usableLines: {
      label: "lines of the context that stand in a whole unit (0–1)",
      value: share(
        sum(held, ({ usableLines }) => usableLines),
        sum(held, ({ lines }) => lines),
      ),
    },
    headers: {
      label: "characters of the context that are headers (0–1)",
      value: share(
        sum(held, ({ headers }) => headers),
        sum(held, ({ characters }) => characters),
      ),
    },
  };
}

function timesOf(fared: readonly Fared[]): Figures {
  return {
    pathMsP99: {
      label: "on the key's path, p99 (ms)",
      value: rounded3(
        percentile(
          fared.flatMap(({ pathMs }) => pathMs),
          0.99,
        ),
      ),
      aim: "≤ 10",
    },
    offPathMs: {
      label: "off it, a collection, mean (ms)",
      value: rounded(mean(fared.map(({ offPathMs }) => offPathMs))),
      aim: "≤ 200",
    },
    offPathCpuMs: {
      label: "the same in processor time (ms)",
      value: rounded(mean(fared.map(({ offPathCpuMs }) => offPathCpuMs))),
    },
    longestBlockMs: {
      label: "longest block by a collection, p99 (ms)",
      value: rounded(
        percentile(
          fared.map(({ longestBlockMs }) => longestBlockMs),
          0.99,
        ),
      ),
      aim: "≤ 10",
    },
  };
}

function anyShare(results: readonly Measured[], heldOf: HeldOf): number | null {
  return shareOf(
    results,
    heldOf,
    ({ any }) => any,
    () => true,
  );
}

function usableShare(results: readonly Measured[], heldOf: HeldOf): number | null {
  return shareOf(
    results,
    heldOf,
    ({ usable }) => usable,
    ({ coined }, name) => !coined.has(name),
  );
}

/** Of the wanted names that count, the share that is held. */
function shareOf(
  results: readonly Measured[],
  heldOf: HeldOf,
  namesOf: (held: Held) => readonly string[],
  counts: (one: Measured, name: string) => boolean,
): number | null {
  const held = sum(results, (one) => {
    const found = heldOf(one);
    return found ? namesOf(found).filter((name) => counts(one, name)).length : 0;
  });
  return share(
    held,
    sum(results, (one) => one.wanted.filter((name) => counts(one, name)).length),
  );
}

function share(part: number, all: number): number | null {
  return all === 0 ? null : rounded3(part / all);
}

function sum<T>(all: readonly T[], count: (one: T) => number): number {
  return all.reduce((total, one) => total + count(one), 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values, (value) => value) / values.length;
}

function rounded3(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
