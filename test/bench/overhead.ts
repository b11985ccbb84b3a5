import { ScriptedBrain } from "../mistral/brains/scripted";
import { startMistralServer } from "../mistral/server";
import { openWorkbench } from "../vscode/workbench";
import type { Benchmark } from "./benchmark";
import { type Editor, withEditor } from "./editor";
import { ghostTextTimes } from "./ghostTextTimes";
import { openLongFile, QUIET, workspaceIn } from "./longFile";
import { median, percentile, rounded } from "./statistics";

const KEYS = 500;
const ROUNDS = 10;
const KEYS_A_ROUND = 10;
const KEY = "bench-key";

interface Samples {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** What the extension adds to the time that the model and the editor take, in a long file with a server at 0 ms. */
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
      CODESTRAL_BENCH_KEYS: String(KEYS),
      CODESTRAL_BENCH_SEED: String(seed),
    };
    try {
      return await withEditor(
        { module: "overhead", env, settings: QUIET, machineSettings: { "codestral.server": mistral.url } },
        async (editor) => {
          const samples = await ownTimes(editor);
          const { floor, ghost } = await timesOnScreen(editor);
          const p99 = (times: readonly number[]) => rounded(percentile(times, 0.99));
          const figures = {
            beforeP99: {
              label: "provider called → request sent, p99 (ms)",
              value: p99(samples.before),
              aim: "≤ 5 in all",
            },
            afterP99: { label: "last needed byte → items returned, p99 (ms)", value: p99(samples.after) },
            floorP50: { label: "key → ghost text of an instant provider, p50 (ms)", value: rounded(median(floor)) },
            ghostP50: { label: "key → our ghost text at the start of a line, p50 (ms)", value: rounded(median(ghost)) },
          };
          return [figures];
        },
      );
    } finally {
      await mistral.close();
    }
  },
};

/** Measured in the extension host, where the wait for a pause in typing is left out. */
async function ownTimes({ server, context, reports, folder, probe }: Editor): Promise<Samples> {
  const page = await openWorkbench(context, server, { folder: workspaceIn(folder, "own", true), extension: probe });
  const report = (await reports.next()) as Samples | { readonly failed: string };
  await page.close();
  if ("failed" in report) throw new Error(report.failed);
  return report;
}

/** Measured in the page, in two windows by turns, so that whatever slows the machine slows both. */
async function timesOnScreen(editor: Editor): Promise<{ floor: number[]; ghost: number[] }> {
  const floorPage = await openLongFile(editor, "floor", false);
  const ghostPage = await openLongFile(editor, "ghost", true);
  const times = { floor: [] as number[], ghost: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const floor = await ghostTextTimes(floorPage, KEYS_A_ROUND);
    const ghost = await ghostTextTimes(ghostPage, KEYS_A_ROUND);
    // The first round warms up.
    if (round === 0) continue;
    times.floor.push(...floor);
    times.ghost.push(...ghost);
  }
  return times;
}
