import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../vscode/paths";
import type { Benchmark, BenchOptions, Figures } from "./benchmark";
import { Debounced } from "./replay/baselines";
import { type Corpus, corpusOf } from "./replay/corpus";
import { likelyGaps } from "./replay/gaps";
import { sideBySide } from "./replay/peer/sideBySide";
import { ours } from "./replay/ownEngine";
import { type Outcome, replay } from "./replay/run";

/** How much is typed. */
const CHARACTERS = 50_000;
/** From one token to the next, in milliseconds. */
const TOKEN_TIME = 10;
const DEFAULT_LATENCY = 300;
const DEFAULT_RIGHT = [1, 0.4];

/** Types real source files key by key on a virtual clock, against a server that knows the final file. */
export const replayed: Benchmark = {
  name: "replay",
  flags: ["corpus", "latency", "right", "peer"],
  async run(options) {
    const corpus = corpusOf(options.path("corpus") ?? root, options.seed, CHARACTERS);
    const gaps = gapsOf(options);
    const latency = numberOf(options, "latency") ?? DEFAULT_LATENCY;
    const right = numberOf(options, "right");
    const peer = options.flag("peer");
    if (peer !== undefined && peer !== "copilot") throw new Error(`There is no peer "${peer}"; choose copilot.`);
    const runOne = peer === undefined ? run : runBeside;
    const runs: Figures[] = [];
    for (const share of right === undefined ? DEFAULT_RIGHT : [right]) {
      runs.push(await runOne(corpus, gaps, { seed: options.seed, right: share, latency }));
    }
    return runs;
  },
};

interface Setting {
  readonly seed: number;
  readonly right: number;
  readonly latency: number;
}

async function run(corpus: Corpus, gaps: readonly number[], setting: Setting): Promise<Figures> {
  const server = { ...setting, tokenTime: TOKEN_TIME };
  const own = await replay(corpus, gaps, server, ours);
  const debounce350 = await replay(corpus, gaps, server, (port, clock) => new Debounced(port, clock, 350, false));
  const debounce75reuse = await replay(corpus, gaps, server, (port, clock) => new Debounced(port, clock, 75, true));
  const limit = await replay(corpus, gaps, { ...server, latency: 1, tokenTime: 0 }, ours);
  const isRight = setting.right > 0.7;
  return {
    ...figuresOf(own, {
      saved: `≥ ${(limit.saved * (isRight ? 0.95 : 0.9)).toFixed(4)}`,
      requestsPer1000: isRight ? "≤ 30" : "≤ 60",
      sharedPrefix: "≥ .9",
    }),
    ...settingOf(setting),
    baselines: {
      debounce350: figuresOf(debounce350),
      debounce75reuse: figuresOf(debounce75reuse),
      limit: figuresOf(limit),
    },
  };
}

async function runBeside(corpus: Corpus, gaps: readonly number[], setting: Setting): Promise<Figures> {
  const { ours, peer } = await sideBySide(corpus, gaps, { ...setting, tokenTime: TOKEN_TIME });
  return { ...figuresOf(ours), ...settingOf(setting), peer: figuresOf(peer) };
}

function settingOf({ right, latency, seed }: Setting): Figures {
  return {
    right: { label: "share of places at which the server is right", value: right },
    latency: { label: "median time to its first token (ms)", value: latency },
    seed: { label: "seed", value: seed },
  };
}

const LABELS: Readonly<Record<keyof Outcome, string>> = {
  saved: "share of keys saved",
  requestsPer1000: "requests per 1,000 characters",
  promptTokensPer1000: "prompt tokens per 1,000 characters",
  sharedPrefix: "share of prompt tokens as in the prompt before",
  ghostP50: "time to ghost text, p50 (ms)",
  ghostP95: "time to ghost text, p95 (ms)",
  within30: "share of ghost texts within 30 ms",
  wrongPer1000: "wrong texts shown per 1,000 characters",
  generatedPerAccepted: "tokens generated per token accepted",
  keys: "keys pressed",
  characters: "characters of the final text",
};

function figuresOf(outcome: Outcome, aims: Partial<Record<keyof Outcome, string>> = {}): Figures {
  const entries = Object.entries(LABELS) as [keyof Outcome, string][];
  return Object.fromEntries(
    entries.map(([key, label]) => {
      const aim = aims[key];
      return [key, { label, value: outcome[key], ...(aim === undefined ? {} : { aim }) }];
    }),
  );
}

/** Gaps between one person's keys, in milliseconds: a recorded session where there is one, else what is like it. */
function gapsOf({ data, seed }: BenchOptions): readonly number[] {
  const recorded = data && join(data, "typing-gaps.json");
  if (recorded && existsSync(recorded)) {
    const { gaps } = JSON.parse(readFileSync(recorded, "utf8")) as { readonly gaps: readonly number[] };
    return gaps;
  }
  return likelyGaps(seed);
}

function numberOf(options: BenchOptions, name: string): number | undefined {
  const text = options.flag(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} must be a number, not ${text}.`);
  return value;
}
