import { join } from "node:path";
import { launch, type Server, type ServerOptions } from "./launch";

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
