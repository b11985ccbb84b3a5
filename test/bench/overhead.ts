import type { OwnTimes } from "../host/bench/overhead";
import { ScriptedBrain } from "../mistral/brains/scripted";
import { startMistralServer } from "../mistral/server";
import type { Benchmark } from "./benchmark";
import { type Editors, withEditors } from "./editor";
import { ghostTextTimes } from "./ghostTextTimes";
import { openFolder, QUIET } from "./longFile";
import { median, percentile, rounded } from "./statistics";
import { byTurns, openBoth } from "./twoWindows";

const KEYS = 500;
const ROUNDS = 10;
const KEYS_A_ROUND = 10;
const KEY = "bench-key";

/**
 * What the extension adds to the time that the model and the editor take, in a long file with a server at 0 ms. Other than
 * in `keys`, a rest between two keys may be long enough for the document to be parsed anew: slices of that between
 * the turns of an answer made it late, until they had to wait for it (`src/completion/precedence.ts`).
 */
export const overhead: Benchmark = {
  name: "overhead",
  async run({ seed }) {
    let asked = 0;
    const brain = new ScriptedBrain().onFim(/./, () => `const answer${++asked} = ${asked};\n`);
    const mistral = await startMistralServer({ brain, key: KEY });
    const env = {
      MISTRAL_API_KEY: KEY,
      CODESTRAL_BENCH_SERVER: mistral.url,
      CODESTRAL_BENCH_KEY: KEY,
      CODESTRAL_BENCH_SEED: String(seed),
    };
    const machineSettings = { "codestral.server": mistral.url };
    const options = { module: "overhead", env, settings: QUIET, machineSettings };
    try {
      return await withEditors(options, { module: "instant" }, async (editors) => {
        const samples = await ownTimes(editors);
        const { control, ghost, cpu } = await timesOnScreen(editors);
        const p99 = (times: readonly number[]) => rounded(percentile(times, 0.99));
        const figures = {
          beforeP99: {
            label: "provider called → request sent, p99 (ms)",
            value: p99(samples.before),
            aim: "≤ 5 in all",
          },
          afterP99: { label: "last needed byte → items returned, p99 (ms)", value: p99(samples.after) },
          controlP50: { label: "key → ghost text of an instant provider, p50 (ms)", value: rounded(median(control)) },
          controlP99: { label: "the same, p99 (ms)", value: p99(control) },
          ghostP50: { label: "key → our ghost text at the start of a line, p50 (ms)", value: rounded(median(ghost)) },
          ghostP99: { label: "the same, p99 (ms)", value: p99(ghost) },
          ownCpuMsPerKey: { label: "CPU beyond the instant provider's, for a key (ms)", value: rounded(cpu) },
        };
        return [figures];
      });
    } finally {
      await mistral.close();
    }
  },
};

/** Measured in the extension host, where the wait for a pause in typing is left out. */
async function ownTimes({ ours }: Editors): Promise<OwnTimes> {
  const { page, half } = await openFolder(ours, "own");
  const times = { before: [] as number[], after: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const { before, after } = (await half.ask("ownTimes", KEYS / ROUNDS)) as OwnTimes;
    times.before.push(...before);
    times.after.push(...after);
  }
  await page.close();
  return times;
}

async function timesOnScreen(editors: Editors): Promise<{ control: number[]; ghost: number[]; cpu: number }> {
  const windows = await openBoth(editors);
  const times = { control: [] as number[], ghost: [] as number[] };
  const cpu = await byTurns(windows, ROUNDS, async (isWarmUp) => {
    const control = await ghostTextTimes(windows.control, KEYS_A_ROUND);
    const ghost = await ghostTextTimes(windows.ours, KEYS_A_ROUND);
    if (isWarmUp) return;
    times.control.push(...control);
    times.ghost.push(...ghost);
  });
  return { ...times, cpu: cpu / KEYS_A_ROUND };
}
