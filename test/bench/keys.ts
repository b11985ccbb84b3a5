import { ScriptedBrain } from "../mistral/brains/scripted";
import { type MistralServer, startMistralServer } from "../mistral/server";
import type { Benchmark, Figures } from "./benchmark";
import { withEditors } from "./editor";
import { dismiss, startClock, timeOf } from "./ghostTextTimes";
import { QUIET } from "./longFile";
import type { Window } from "./patience";
import { median, rounded } from "./statistics";
import { byTurns, openBoth, type TwoWindows } from "./twoWindows";

const ROUNDS = 5;
const KEYS_A_ROUND = 10;
const KEY = "bench-key";

/** Milliseconds for each key. */
interface Times {
  /** On a new line, of which nothing is known. */
  readonly asked: number[];
  /** On the same line made again. */
  readonly cached: number[];
  /** The first character of what is shown. */
  readonly typed: number[];
}

const CASES = ["asked", "cached", "typed"] as const;

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
    const options = { module: "serve", env, settings: QUIET, machineSettings };
    try {
      return await withEditors(options, { module: "instant" }, async (editors) => {
        const figures = await measure(await openBoth(editors));
        refuseToHaveAskedTwice(mistral);
        return [figures];
      });
    } finally {
      await mistral.close();
    }
  },
};

async function measure(windows: TwoWindows): Promise<Figures> {
  const [control, ours] = [noTimes(), noTimes()];
  const cpu = await byTurns(windows, ROUNDS, async (isWarmUp) => {
    const [ofControl, ofOurs] = [await timesIn(windows.control), await timesIn(windows.ours)];
    if (isWarmUp) return;
    for (const name of CASES) {
      control[name].push(...ofControl[name]);
      ours[name].push(...ofOurs[name]);
    }
  });
  return figuresOf(control, ours, cpu / KEYS_A_ROUND / CASES.length);
}

async function timesIn(window: Window): Promise<Times> {
  const times = noTimes();
  await startClock(window);
  for (let key = 0; key < KEYS_A_ROUND; key++) {
    await dismiss(window);
    times.asked.push(await timeOf(window, "Enter"));
    await dismiss(window);
    await window.page.keyboard.press("Control+z");
    await dismiss(window);
    times.cached.push(await timeOf(window, "Enter"));
    times.typed.push(await timeOf(window, "c"));
  }
  return times;
}

function noTimes(): Times {
  return { asked: [], cached: [], typed: [] };
}

function refuseToHaveAskedTwice({ requests }: MistralServer): void {
  const prompts = requests.map(({ body }) => (body as { prompt?: string }).prompt);
  const twice = prompts.length - new Set(prompts).size;
  if (twice > 0) throw new Error(`${twice} answers were asked for twice, so they were not known.`);
}

function figuresOf(control: Times, ours: Times, cpu: number): Figures {
  const p50 = (times: readonly number[]) => rounded(median(times));
  const aim = "floor + 5";
  return {
    floorP50: {
      label: "key → ghost text of an instant provider, p50 (ms)",
      value: p50([...control.asked, ...control.cached]),
    },
    typedFloorP50: { label: "the same, typed into, p50 (ms)", value: p50(control.typed) },
    cachedP50: { label: "key → ours, known before, p50 (ms)", value: p50(ours.cached), aim },
    typedP50: { label: "key → ours, typed into, p50 (ms)", value: p50(ours.typed), aim: "its floor + 5" },
    askedP50: { label: "key → ours, asked for, p50 (ms)", value: p50(ours.asked), aim },
    ownCpuMsPerKey: { label: "CPU beyond the instant provider's, for a key (ms)", value: rounded(cpu) },
  };
}
