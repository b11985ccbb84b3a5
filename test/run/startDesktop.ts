import { spawn } from "node:child_process";
import { join } from "node:path";
import { downloadAndUnzipVSCode, runVSCodeCommand } from "@vscode/test-electron";
import { environment } from "../vscode/launch";
import { pack } from "../vscode/pack";
import { changeSettings, settingsFile, writeUserSettings } from "../vscode/profile";
import { recipes } from "../vscode/recipes";
import { chooseAnswerer } from "./demo";
import { type Home, stateFolder } from "./startHome";

/** Where the workbench from npm does not run (macOS, Windows): desktop VS Code with a profile of its own. */
export async function startDesktop(home: Home, folder: string, key: string | undefined): Promise<number> {
  const download = { version: recipes.newest.vscode, cachePath: join(stateFolder, "vscode") };
  const profile = [`--user-data-dir=${home.userData}`, `--extensions-dir=${home.extensions}`];
  await pack(home.vsix);
  const program = await downloadAndUnzipVSCode(download);
  await runVSCodeCommand([...profile, "--install-extension", home.vsix, "--force"], download);
  const settings = settingsFile(home.userData, "User");
  const answerer = await chooseAnswerer({ key, folder, settings, home });
  writeUserSettings(home.userData);
  changeSettings(settings, answerer.settings);
  console.log(answerer.introduction);
  const child = spawn(program, [...profile, folder], { stdio: "ignore", env: environment(answerer.env) });
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject).on("exit", (exitCode) => resolve(exitCode ?? 0));
  });
  await answerer.close();
  return code;
}
