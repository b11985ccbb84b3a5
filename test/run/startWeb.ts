import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { startCodeServer } from "../vscode/codeServer";
import { installExtension } from "../vscode/extensions";
import { type Host, installHost } from "../vscode/install";
import { pack } from "../vscode/pack";
import { settingsFile } from "../vscode/profile";
import type { Server } from "../vscode/launch";
import { type Answerer, chooseAnswerer } from "./demo";
import type { Home } from "./startHome";

/** A workbench in which the packed extension stands ready. */
export interface Workbench {
  readonly host: Host;
  /** The page to open in a browser. */
  readonly address: string;
  readonly answerer: Answerer;
  readonly server: Server;
  close(): Promise<void>;
}

/** Packs the extension, installs it, and shows a folder in a workbench that any browser can open. */
export async function startWorkbench(home: Home, folder: string, key: string | undefined): Promise<Workbench> {
  const host = await installHost("newest");
  const { userData: userDataDir, extensions: extensionsDir } = home;
  await pack(home.vsix);
  await installExtension(host, home.vsix, extensionsDir, userDataDir);
  const answerer = await chooseAnswerer({ key, folder, settings: settingsFile(userDataDir, "Machine"), home });
  const { env, settings: machineSettings } = answerer;
  const port = await steadyPort(home);
  const server = await startCodeServer({ host, userDataDir, extensionsDir, env, machineSettings, port });
  const address = `${server.url}/?${new URLSearchParams({ folder }).toString()}`;
  const close = async () => {
    await server.stop();
    await answerer.close();
  };
  return { host, address, answerer, server, close };
}

/** The port of the run before, if it is free. */
async function steadyPort(home: Home): Promise<number> {
  const { port: before } = home.memory;
  const port = await freePort(before);
  if (before === undefined) home.remember({ port });
  else if (before !== port) {
    console.error(`Port ${before} is taken, so this run has another address, at which a stored key is not known.`);
  }
  return port;
}

/** The wanted port if nobody listens on it, else another. */
async function freePort(wanted = 0): Promise<number> {
  const probe = createServer().listen(wanted, "127.0.0.1");
  try {
    await once(probe, "listening");
    return (probe.address() as AddressInfo).port;
  } catch {
    return freePort();
  } finally {
    probe.close();
  }
}

/** Shows the page in the person's browser where there is a screen; a failure is no matter, the address is printed. */
export function openInBrowser(address: string): void {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn("xdg-open", [address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
