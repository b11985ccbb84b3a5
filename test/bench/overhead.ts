import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ScriptedBrain } from "../mistral/brains/scripted";
import { startMistralServer } from "../mistral/server";
import { openFile } from "../vscode/hands";
import { openWorkbench } from "../vscode/workbench";
import type { Benchmark } from "./benchmark";
import { type Editor, withEditor } from "./editor";
import { ghostTextTimes } from "./ghostTextTimes";
import { median, percentile, rounded } from "./statistics";

const LINES = 20_000;
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

/** Nothing else that would appear, move or compute while keys are timed. */
const QUIET = {
  "chat.disableAIFeatures": true,
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "editor.wordBasedSuggestions": "off",
  "files.autoSave": "off",
  "typescript.validate.enable": false,
};

/** Measured in the extension host, where the wait for a pause in typing is left out. */
async function ownTimes({ server, context, reports, folder, probe }: Editor): Promise<Samples> {
  const page = await openWorkbench(context, server, { folder: workspace(folder, "own", true), extension: probe });
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

async function openLongFile(
  { server, context, reports, folder, probe }: Editor,
  name: string,
  ours: boolean,
): Promise<Page> {
  const page = await openWorkbench(context, server, { folder: workspace(folder, name, ours), extension: probe });
  await reports.next();
  await page.locator(".statusbar-item").filter({ hasText: "Codestral" }).waitFor();
  await openFile(page, "long.ts");
  await page.keyboard.press("Control+End");
  return page;
}

/** A folder with the long file, in which our ghost text is on or off. */
function workspace(folder: string, name: string, ours: boolean): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".vscode"), { recursive: true });
  writeFileSync(join(path, ".vscode", "settings.json"), JSON.stringify({ "codestral.completion.enabled": ours }));
  const lines = Array.from({ length: LINES }, (_, at) => `export const value${at} = compute(${at}, "text of ${at}");`);
  writeFileSync(join(path, "long.ts"), `${lines.join("\n")}\n`);
  return path;
}
