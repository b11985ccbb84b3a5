import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProcessGroup, startGroup } from "./processGroup";
import type { Host } from "./install";
import { changeSettings, type Settings, settingsFile, writeUserSettings } from "./profile";

export interface ServerOptions {
  readonly host: Host;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Added to our own environment; `undefined` removes a variable. The extension host gets it. */
  readonly env?: NodeJS.ProcessEnv;
  /** The person's settings, on top of quiet defaults. */
  readonly settings?: Settings;
  /** Settings of scope `machine`, such as `codestral.server`; `undefined` removes one. */
  readonly machineSettings?: Settings;
}

/** VS Code's server, to which `openWorkbench` opens a window. */
export interface Server {
  readonly url: string;
  readonly port: number;
  /** What the server wrote, its extension hosts' ends included. */
  log(): string;
  /** Called with everything the server writes from now on. */
  onOutput(listener: (text: string) => void): void;
  /** Resolves when the server ended. */
  readonly exited: Promise<number>;
  stop(): Promise<void>;
}

export interface Launch {
  readonly options: ServerOptions;
  /** The server's program and its options; `scratch` is a folder that goes away with the server. */
  readonly args: (scratch: string) => readonly string[];
  /** Variables for the server itself, which programs in its terminal do not see. */
  readonly env?: NodeJS.ProcessEnv;
  /** The line with which it says where it listens. */
  readonly announces: RegExp;
}

/** Writes the profile, starts a server of VS Code, and waits until it listens. */
export async function launch({ options, args, env, announces }: Launch): Promise<Server> {
  const { host, userDataDir, extensionsDir, settings, machineSettings } = options;
  // VS Code leaves its sockets behind. Their names must be short, so this is not in the profile.
  const scratch = mkdtempSync(join(tmpdir(), "codestral-"));
  const own = { ...env, TMPDIR: scratch };
  writeUserSettings(userDataDir, settings);
  const terminal = Object.fromEntries(Object.keys(own).map((name) => [name, process.env[name] ?? null]));
  const forMachine = { "terminal.integrated.env.linux": terminal, ...machineSettings };
  changeSettings(settingsFile(userDataDir, "Machine"), forMachine);
  mkdirSync(extensionsDir, { recursive: true });
  const merged = { ...environment(options.env), ...own };
  const group = startGroup(host.node, args(scratch), { env: merged, cwd: userDataDir });
  const removeScratch = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  group.exited.then(removeScratch, removeScratch);
  const port = await announcedPort(group, announces);
  const stop = async () => {
    await group.stop();
    removeScratch();
  };
  return { ...group, port, url: `http://127.0.0.1:${port}`, stop };
}

/** Our own environment without what an editor that we are started from would tell its children. */
export function environment(added: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (/^(VSCODE_|ELECTRON_RUN_AS_NODE$)/.test(name)) delete env[name];
  return { ...env, ...added };
}

function announcedPort(group: ProcessGroup, line: RegExp): Promise<number> {
  return new Promise((resolve, reject) => {
    group.onOutput(() => {
      const port = line.exec(group.log())?.[1];
      if (port) resolve(Number(port));
    });
    group.exited.then((code) => reject(new Error(`VS Code's server ended with ${code}.\n${group.log()}`)), reject);
  });
}
