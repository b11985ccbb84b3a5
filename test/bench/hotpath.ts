import type { Allocations } from "../host/bench/allocations";
import type { HotPath } from "../host/bench/hotpath";
import type { Stretch } from "../host/bench/ownTime";
import { ScriptedBrain } from "../mistral/brains/scripted";
import { startMistralServer } from "../mistral/server";
import { openWorkbench } from "../vscode/workbench";
import type { Benchmark, Figures } from "./benchmark";
import { withEditor } from "./editor";
import { LINES, QUIET, workspaceIn } from "./longFile";
import { median, percentile, rounded } from "./statistics";

const KEYS = 500;
const KEY = "bench-key";

interface Report {
  readonly long: HotPath;
  readonly short: HotPath;
  readonly bytesPerKey: Allocations;
}

/** What our code takes of the extension host for each key in a long file, in the packed extension as a whole. */
export const hotpath: Benchmark = {
  name: "hotpath",
  async run({ seed }) {
    let asked = 0;
    const brain = new ScriptedBrain().onFim(
      () => true,
      () => `answer${++asked};\nconst after${asked} = ${asked};\n`,
    );
    const mistral = await startMistralServer({ brain, key: KEY });
    const env = {
      MISTRAL_API_KEY: KEY,
      CODESTRAL_BENCH_KEYS: String(KEYS),
      CODESTRAL_BENCH_SEED: String(seed),
    };
    const machineSettings = { "codestral.server": mistral.url };
    try {
      return await withEditor(
        { module: "hotpath", probe: "earlyProbe", env, settings: QUIET, machineSettings },
        async ({ server, context, reports, folder, probe }) => {
          const extension = probe;
          await openWorkbench(context, server, { folder: workspaceIn(folder, "ours", true), extension });
          const report = (await reports.next()) as Report | { readonly failed: string };
          if ("failed" in report) throw new Error(report.failed);
          tell("20,000 lines", report.long);
          tell("200 lines", report.short);
          console.error(`requests: ${mistral.requests.length}`);
          return [figuresOf(report)];
        },
      );
    } finally {
      await mistral.close();
    }
  },
};

function figuresOf({ long, short, bytesPerKey }: Report): Figures {
  const atOnce = timesOf(long, (stretch) => stretch.atOnce);
  const all = timesOf(long, () => true);
  const inShort = timesOf(short, (stretch) => stretch.atOnce);
  return {
    p50: { label: "our code at a key, p50 (ms)", value: rounded(median(atOnce)) },
    p99: { label: "our code at a key, p99 (ms)", value: rounded(percentile(atOnce, 0.99)), aim: "≤ 5" },
    shortP99: { label: "our code at a key in a short file, p99 (ms)", value: rounded(percentile(inShort, 0.99)) },
    allP50: { label: "with what is put off or comes with an answer, p50 (ms)", value: rounded(median(all)) },
    allP99: { label: "with what is put off or comes with an answer, p99 (ms)", value: rounded(percentile(all, 0.99)) },
    longestOwn: {
      label: "longest stretch of our code (ms)",
      value: rounded(longestOf(long.keys.flat())),
    },
    longestBlock: { label: "longest block of the extension host (ms)", value: rounded(long.longestBlock) },
    bytesPerKey: { label: "allocated by our code for a key (bytes)", value: Math.round(bytesPerKey.own) },
    editorBytesPerKey: { label: "allocated by the editor for us (bytes)", value: Math.round(bytesPerKey.editor) },
    lines: { label: "lines", value: LINES },
    keys: { label: "keys", value: long.keys.length },
  };
}

/** Milliseconds for each key. */
function timesOf({ keys }: HotPath, counts: (stretch: Stretch) => boolean): number[] {
  return keys.map((stretches) => stretches.filter(counts).reduce((sum, { busy }) => sum + busy, 0));
}

/** Of any number of stretches: a hundred thousand are too many for the arguments of one call. */
function longestOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((longest, { busy }) => Math.max(longest, busy), 0);
}

/** Says what the time went to, by what each stretch began with. */
function tell(title: string, { keys, unasked }: HotPath): void {
  console.error(`${title}: ${unasked} of ${keys.length} keys were asked nothing about`);
  const all = keys.flat();
  const kindOf = ({ name, atOnce }: Stretch) => `${name}${atOnce ? "" : ", later"}`;
  for (const kind of new Set(all.map(kindOf))) {
    const stretches = all.filter((stretch) => kindOf(stretch) === kind);
    const sum = stretches.reduce((total, { busy }) => total + busy, 0);
    const perKey = rounded(sum / keys.length);
    console.error(`  ${kind}: ${stretches.length}×, ${perKey} ms a key, longest ${rounded(longestOf(stretches))} ms`);
  }
}
