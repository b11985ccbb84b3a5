import { join } from "node:path";
import type { Host } from "./install";
import { launch } from "./launch";
import type { Settings } from "./profile";

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

/**
 * Starts VS Code's server for tests: it loads extensions under development. In return the newest VS Code shows no
 * notifications unless their list is opened, the oldest answers dialogs itself, and secrets last until a reload.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { host, userDataDir, extensionsDir } = options;
  return launch({
    options,
    args: () => [
      join(host.server, "out", "server-main.js"),
      ...["--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms"],
      // Without it a built workbench ignores the paths of an extension under development.
      "--enable-smoke-test-driver",
      ...["--disable-workspace-trust", "--disable-telemetry", "--telemetry-level", "off"],
      "--disable-getting-started-override",
      ...["--reconnection-grace-time", "5"],
      ...["--user-data-dir", userDataDir, "--extensions-dir", extensionsDir],
      ...["--server-data-dir", join(userDataDir, "server")],
    ],
    announces: /Extension host agent listening on (\d+)/,
  });
}
