import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { canInstallHost } from "../vscode/install";
import { smoke } from "./smoke";
import { startDesktop } from "./startDesktop";
import { Home, sampleIn, stateFolder } from "./startHome";
import { openInBrowser, startWorkbench } from "./startWeb";

/** `npm start [-- --folder DIR | --smoke]`: the extension in a real VS Code, until Ctrl-C. */
export async function main(args: string[]): Promise<number> {
  const options = { folder: { type: "string" }, smoke: { type: "boolean" } } as const;
  const { values } = parseArgs({ args, options });
  if (values.smoke) return smoke();
  const folder = values.folder === undefined ? sampleIn(stateFolder) : existingFolder(values.folder);
  const home = new Home(stateFolder);
  const key = process.env.MISTRAL_API_KEY;
  if (!canInstallHost) return startDesktop(home, folder, key);
  const interrupted = new Promise<number>((settle) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => settle(0));
  });
  const workbench = await startWorkbench(home, folder, key);
  console.log(`\nCodestral Companion in VS Code ${workbench.host.vscode}: ${workbench.address}`);
  console.log(`${workbench.answerer.introduction}\nCtrl-C ends it.`);
  openInBrowser(workbench.address);
  const code = await Promise.race([interrupted, workbench.server.exited]);
  await workbench.close();
  return code;
}

function existingFolder(named: string): string {
  // npm runs scripts in the repository's folder and tells where the person is.
  const folder = resolve(process.env.INIT_CWD ?? "", named);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`There is no folder ${folder}.`);
  return folder;
}
