import type { Allocations } from "../host/bench/allocations";
import type { Stretch } from "../host/bench/ownTime";
import type { HotPath } from "../host/bench/typist";
import { ScriptedBrain } from "../mistral/brains/scripted";
import { startMistralServer } from "../mistral/server";
import type { Benchmark, Figures } from "./benchmark";
import { type Editors, withEditors } from "./editor";
import { LINES, openFolder, QUIET } from "./longFile";
import type { Window } from "./patience";
import { median, percentile, rounded } from "./statistics";

const ROUNDS = 10;
const KEYS_A_ROUND = 50;
/** They vary less. */
const CONTROL_KEYS_A_ROUND = 25;
const SHORT_KEYS = 100;
const KEY = "bench-key";

interface Measured {
  readonly long: readonly HotPath[];
  readonly control: readonly HotPath[];
  readonly short: HotPath;
  readonly bytesPerKey: Allocations;
}

/**
 * What our code takes of the extension host for each key in a long file, in the packed extension as a whole, and what a
 * provider that does nothing takes by the same clock, in an editor without our extension, by turns.
 */
export const hotpath: Benchmark = {
  name: "hotpath",
  async run({ seed }) {
    let asked = 0;
    const brain = new ScriptedBrain().onFim(
      () => true,
      () => `answer${++asked};\nconst after${asked} = ${asked};\n`,
    );
    const mistral = await startMistralServer({ brain, key: KEY });
    const env = { MISTRAL_API_KEY: KEY, CODESTRAL_BENCH_SEED: String(seed) };
    const machineSettings = { "codestral.server": mistral.url };
    const options = { module: "hotpath", probe: "earlyProbe", env, settings: QUIET, machineSettings } as const;
    try {
      return await withEditors(options, { module: "emptyProvider" }, async (editors) => {
        const measured = await measure(editors);
        tell("20,000 lines", measured.long);
        tell("200 lines", [measured.short]);
        console.error(`requests: ${mistral.requests.length}`);
        return [figuresOf(measured)];
      });
    } finally {
      await mistral.close();
    }
  },
};

async function measure({ ours, control }: Editors): Promise<Measured> {
  const [ourWindow, controlWindow] = [await openFolder(ours), await openFolder(control)];
  await ourWindow.half.ask("start");
  const [long, controls] = [[] as HotPath[], [] as HotPath[]];
  for (let round = 0; round <= ROUNDS; round++) {
    const ofControl = await typed(controlWindow, "long", CONTROL_KEYS_A_ROUND);
    const ofOurs = await typed(ourWindow, "long", KEYS_A_ROUND);
    console.error(`round ${round} of ${ROUNDS}`);
    // The first round warms up.
    if (round === 0) continue;
    controls.push(ofControl);
    long.push(ofOurs);
  }
  const allocated = (await ourWindow.half.ask("allocated", SHORT_KEYS)) as Allocations;
  await typed(ourWindow, "short", KEYS_A_ROUND);
  const short = await typed(ourWindow, "short", SHORT_KEYS);
  const bytesPerKey = { own: allocated.own / SHORT_KEYS, editor: allocated.editor / SHORT_KEYS };
  return { long, control: controls, short, bytesPerKey };
}

async function typed({ page, half }: Window, file: "long" | "short", keys: number): Promise<HotPath> {
  await page.bringToFront();
  return (await half.ask(file, keys)) as HotPath;
}

function figuresOf({ long, control, short, bytesPerKey }: Measured): Figures {
  const atOnce = timesOf(long, (stretch) => stretch.atOnce);
  const all = timesOf(long, () => true);
  const stretches = stretchesOf(long);
  const p99 = (times: readonly number[]) => rounded(percentile(times, 0.99));
  const block = (parts: readonly HotPath[]) => rounded(Math.max(...parts.map(({ longestBlock }) => longestBlock)));
  return {
    p50: { label: "our code at a key, p50 (ms)", value: rounded(median(atOnce)) },
    p99: { label: "our code at a key, p99 (ms)", value: p99(atOnce), aim: "≤ 5" },
    controlP99: { label: "a provider that does nothing at a key, p99 (ms)", value: p99(timesOf(control, () => true)) },
    shortP99: {
      label: "our code at a key in a short file, p99 (ms)",
      value: p99(timesOf([short], (stretch) => stretch.atOnce)),
    },
    allP50: { label: "with what is put off or comes with an answer, p50 (ms)", value: rounded(median(all)) },
    allP99: { label: "with what is put off or comes with an answer, p99 (ms)", value: p99(all) },
    ownCpuMsPerKey: {
      label: "all our code between the first key and the last, for a key (ms)",
      value: rounded(stretches.reduce((sum, { busy }) => sum + busy, 0) / all.length),
    },
    longestOwn: { label: "longest stretch of our code (ms)", value: rounded(longestOf(stretches)), aim: "≤ 10" },
    longestBlock: { label: "longest block of the extension host (ms)", value: block(long) },
    controlLongestBlock: { label: "the same without our extension (ms)", value: block(control) },
    bytesPerKey: { label: "allocated by our code for a key (bytes)", value: Math.round(bytesPerKey.own) },
    editorBytesPerKey: { label: "allocated by the editor for us (bytes)", value: Math.round(bytesPerKey.editor) },
    lines: { label: "lines", value: LINES },
    keys: { label: "keys", value: all.length },
  };
}

/** Milliseconds for each key. */
function timesOf(parts: readonly HotPath[], counts: (stretch: Stretch) => boolean): number[] {
  return parts
    .flatMap(({ keys }) => keys)
    .map((stretches) => stretches.filter(counts).reduce((sum, { busy }) => sum + busy, 0));
}

function stretchesOf(parts: readonly HotPath[]): Stretch[] {
  return parts.flatMap(({ keys, between }, at) => [...keys.flat(), ...(at === 0 ? [] : between)]);
}

/** Of any number of stretches: a hundred thousand are too many for the arguments of one call. */
function longestOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((longest, { busy }) => Math.max(longest, busy), 0);
}

/** Says what the time went to, by what each stretch began with. */
function tell(title: string, parts: readonly HotPath[]): void {
  const keys = parts.flatMap((part) => part.keys).length;
  const unasked = parts.reduce((sum, part) => sum + part.unasked, 0);
  console.error(`${title}: ${unasked} of ${keys} keys were asked nothing about`);
  const all = stretchesOf(parts);
  const kindOf = ({ name, atOnce }: Stretch) => `${name}${atOnce ? "" : ", later"}`;
  for (const kind of new Set(all.map(kindOf))) {
    const stretches = all.filter((stretch) => kindOf(stretch) === kind);
    const sum = stretches.reduce((total, { busy }) => total + busy, 0);
    const perKey = rounded(sum / keys);
    console.error(`  ${kind}: ${stretches.length}×, ${perKey} ms a key, longest ${rounded(longestOf(stretches))} ms`);
  }
}
