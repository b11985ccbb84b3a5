import { statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../vscode/paths";
import { openWorkbench } from "../vscode/workbench";
import type { Benchmark } from "./benchmark";
import { withEditor } from "./editor";
import { median, rounded } from "./statistics";

const WINDOWS = 10;

const kilobytes = (file: string) => rounded(statSync(file).size / 1024);

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
        bundleKB: {
          label: "main bundle (KB)",
          value: kilobytes(join(root, "dist", "extension.js")),
          aim: "≤ 600",
        },
        vsixKB: { label: ".vsix (KB)", value: kilobytes(vsix), aim: "≤ 3072" },
      };
      return [figures];
    });
  },
};
