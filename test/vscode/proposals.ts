import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface Patch {
  readonly file: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

const check =
  /function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(function [\w$]+\([\w$]+,[\w$]+\)\{if\(!\1\([\w$]+,[\w$]+\)\)throw new Error\(`Extension '\$\{[\w$]+\.identifier\.value\}' CANNOT use API proposal)/;
const checked = "function $1($2,$3){return $2.enabledApiProposals?$2.enabledApiProposals.includes($3):!1}$4";

const workbench = "out/vs/code/browser/workbench/workbench.js";

/**
 * code-server grants every proposed API to every extension. These put VS Code's own rule back, so that what a person's
 * editor would refuse is refused here: the check in each place that asks, and the switch that lets a declaration pass.
 */
export const proposalPatches: readonly Patch[] = [
  { file: "out/vs/workbench/api/node/extensionHostProcess.js", pattern: check, replacement: checked },
  { file: "out/vs/workbench/api/worker/extensionHostWorkerMain.js", pattern: check, replacement: checked },
  { file: workbench, pattern: check, replacement: checked },
  {
    file: workbench,
    pattern: /(extensionEnabledProposedApi\?\?\[\]\)\.map\([\w$]+=>[\w$]+\.toKey\([\w$]+\)\)\),this\.[\w$]+=)!0/,
    replacement: "$1!1",
  },
];

/** Throws when a pattern is not found exactly once: a host that quietly allows proposals would prove nothing. */
export async function refuseProposals(vscode: string): Promise<void> {
  for (const { file, pattern, replacement } of proposalPatches) {
    const path = join(vscode, file);
    const source = await readFile(path, "utf8");
    const found = source.match(new RegExp(pattern, "g"))?.length ?? 0;
    if (found !== 1) throw new Error(`The check of proposed APIs was found ${found} times in ${file}, not once.`);
    await writeFile(path, source.replace(pattern, replacement));
  }
}
