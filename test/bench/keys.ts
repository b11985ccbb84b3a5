import type { Page } from "playwright-core";
import { ScriptedBrain } from "../mistral/brains/scripted";
import { type MistralServer, startMistralServer } from "../mistral/server";
import type { Benchmark, Figures } from "./benchmark";
import { withEditor } from "./editor";
import { dismiss, ghostTextTimes, startClock, timeOf } from "./ghostTextTimes";
import { openLongFile, QUIET } from "./longFile";
import { median, rounded } from "./statistics";

const ROUNDS = 5;
const KEYS_A_ROUND = 10;
const KEY = "bench-key";

interface Times {
  readonly floor: number[];
  readonly asked: number[];
  readonly cached: number[];
  readonly typed: number[];
}

/** From a key to ghost text on the screen, with a server at 0 ms, beside a provider that has its answer at once. */
export const keys: Benchmark = {
  name: "keys",
  async run() {
    let asked = 0;
    const brain = new ScriptedBrain().onFim(
      () => true,
      () => `const answer${++asked} = ${asked};\n`,
    );
    const mistral = await startMistralServer({ brain, key: KEY });
    const env = { MISTRAL_API_KEY: KEY };
    const machineSettings = { "codestral.server": mistral.url };
    try {
      return await withEditor({ module: "floor", env, settings: QUIET, machineSettings }, async (editor) => {
        const floor = await openLongFile(editor, "floor", false);
        const ours = await openLongFile(editor, "ours", true);
        const times = await measure(floor, ours);
        refuseToHaveAskedTwice(mistral);
        return [figuresOf(times)];
      });
    } finally {
      await mistral.close();
    }
  },
};

/** In two windows by turns, so that whatever slows the machine slows both. */
async function measure(floor: Page, ours: Page): Promise<Times> {
  const times: Times = { floor: [], asked: [], cached: [], typed: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const ofFloor = await ghostTextTimes(floor, KEYS_A_ROUND);
    const ofOurs = await ownTimes(ours);
    // The first round warms up.
    if (round === 0) continue;
    times.floor.push(...ofFloor);
    for (const name of ["asked", "cached", "typed"] as const) times[name].push(...ofOurs[name]);
  }
  return times;
}

/** A new line is asked about; made again, its answer is known; then the first character of it is typed. */
async function ownTimes(page: Page): Promise<Omit<Times, "floor">> {
  const times = { asked: [] as number[], cached: [] as number[], typed: [] as number[] };
  await startClock(page);
  for (let key = 0; key < KEYS_A_ROUND; key++) {
    await dismiss(page);
    times.asked.push(await timeOf(page, "Enter"));
    await dismiss(page);
    await page.keyboard.press("Control+z");
    await dismiss(page);
    times.cached.push(await timeOf(page, "Enter"));
    times.typed.push(await timeOf(page, "c"));
  }
  return times;
}

function refuseToHaveAskedTwice({ requests }: MistralServer): void {
  const prompts = requests.map(({ body }) => (body as { prompt?: string }).prompt);
  const twice = prompts.length - new Set(prompts).size;
  if (twice > 0) throw new Error(`${twice} answers were asked for twice, so they were not known.`);
}

function figuresOf({ floor, asked, cached, typed }: Times): Figures {
  const aim = "floor + 5";
  return {
    floorP50: { label: "key → ghost text of an instant provider, p50 (ms)", value: rounded(median(floor)) },
    cachedP50: { label: "key → ours, known before, p50 (ms)", value: rounded(median(cached)), aim },
    typedP50: { label: "key → ours, typed into, p50 (ms)", value: rounded(median(typed)), aim },
    askedP50: { label: "key → ours, asked for, p50 (ms)", value: rounded(median(asked)), aim },
  };
}
