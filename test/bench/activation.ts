import { statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../vscode/paths";
import { openWorkbench } from "../vscode/workbench";
import type { Benchmark } from "./benchmark";
import { withEditor } from "./editor";
import { median, rounded } from "./statistics";

const WINDOWS = 10;

/** What the extension host loads: the first at once, the others when they are first wanted. */
const MAIN = "extension.js";
const LATER = ["core.js", "syntax.js"];

const kilobytes = (...files: readonly string[]) =>
  rounded(files.reduce((size, file) => size + statSync(file).size, 0) / 1024);

const bundle = (name: string) => join(root, "dist", name);

/** How long the editor takes to load and activate the packed extension, by the editor's own marks; and its size. */
export const activation: Benchmark = {
  name: "activation",
  async run() {
    return withEditor({ module: "activation" }, async ({ server, context, reports, vsix, folder, probe }) => {
      const times: number[] = [];
      for (let window = 1; window <= WINDOWS; window++) {
        const page = await openWorkbench(context, server, { folder, extension: probe });
        times.push(Number(await reports.next()));
        await page.close();
      }
      console.error(`activation: ${times.join(", ")} ms`);
      const figures = {
        activationMs: { label: `load and activate, median of ${WINDOWS} (ms)`, value: median(times), aim: "≤ 25" },
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
