import { statSync } from "node:fs";
import { join } from "node:path";
import type { Activated } from "../host/bench/activation";
import { root } from "../vscode/paths";
import { openWorkbench } from "../vscode/workbench";
import type { Benchmark } from "./benchmark";
import { type Editor, withEditors } from "./editor";
import { mean, median, rounded } from "./statistics";

const WINDOWS = 10;

/** What the extension host loads: the first at once, the others when they are first wanted. */
const MAIN = "extension.js";
const LATER = ["core.js", "syntax.js"];

const kilobytes = (...files: readonly string[]) =>
  rounded(files.reduce((size, file) => size + statSync(file).size, 0) / 1024);

const bundle = (name: string) => join(root, "dist", name);

/**
 * How long the editor takes to load and activate the packed extension, by the editor's own marks, and how long an
 * extension that does nothing, in windows that are opened by turns; and its size. The CPU is that of the extension
 * host's thread while our code is loaded and while `activate` runs. Its clock may tick only every 4 ms, so only the
 * mean of all windows says something.
 */
export const activation: Benchmark = {
  name: "activation",
  async run() {
    const options = { module: "activation", probe: "earlyProbe" } as const;
    return withEditors(options, { module: "activation", hasExtension: true }, async ({ ours, control, vsix }) => {
      const [our, empty] = [[] as Activated[], [] as Activated[]];
      for (let window = 1; window <= WINDOWS; window++) {
        empty.push(await activatedIn(control));
        our.push(await activatedIn(ours));
      }
      const times = (activated: readonly Activated[]) => activated.map(({ ms }) => rounded(ms));
      console.error(`activation: ${times(our).join(", ")} ms; the empty extension: ${times(empty).join(", ")} ms`);
      const [oursMs, controlMs] = [median(times(our)), median(times(empty))];
      const figures = {
        activationMs: {
          label: "load and activate, over the empty extension (ms)",
          value: rounded(oursMs - controlMs),
          aim: "≤ 25",
        },
        oursMs: { label: `load and activate, median of ${WINDOWS} (ms)`, value: oursMs },
        controlMs: { label: "the same of an empty extension (ms)", value: controlMs },
        ownCpuMs: { label: "CPU of our code in it, mean (ms)", value: rounded(mean(our.map(({ cpu }) => cpu))) },
        bundleKB: { label: "main bundle (KB)", value: kilobytes(bundle(MAIN)), aim: "≤ 600" },
        bundlesKB: {
          label: "main bundle and what is loaded later (KB)",
          value: kilobytes(...[MAIN, ...LATER].map(bundle)),
        },
        vsixKB: { label: ".vsix (KB)", value: kilobytes(vsix), aim: "≤ 3072" },
      };
      return [figures];
    });
  },
};

async function activatedIn({ server, context, reports, folder, probe }: Editor): Promise<Activated> {
  const page = await openWorkbench(context, server, { folder, extension: probe });
  const report = (await reports.next()) as Activated | { readonly failed: string };
  await page.close();
  if ("failed" in report) throw new Error(report.failed);
  return report;
}
