import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Host } from "./install";
import { environment } from "./launch";

/** Installs, removes or lists extensions, as the options of VS Code's command line say. */
export async function manageExtensions(host: Host, args: readonly string[]): Promise<number> {
  const program = [join(host.server, "out", "server-main.js"), "--accept-server-license-terms", ...args];
  const child = spawn(host.node, program, { stdio: ["ignore", 2, 2], env: environment() });
  return new Promise((resolve, reject) => child.on("error", reject).on("close", (code) => resolve(code ?? 1)));
}

/** Installs a packed extension over whatever version of it is there. */
export async function installExtension(
  host: Host,
  vsix: string,
  extensionsDir: string,
  dataDir: string,
): Promise<void> {
  const folders = ["--extensions-dir", extensionsDir, "--user-data-dir", dataDir, "--server-data-dir", dataDir];
  const code = await manageExtensions(host, ["--install-extension", vsix, "--force", ...folders]);
  if (code !== 0) throw new Error(`${vsix} could not be installed.`);
}
