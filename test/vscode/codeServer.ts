import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, type Server, type ServerOptions } from "./launch";

export interface CodeServerOptions extends ServerOptions {
  /** The port to listen on; a free one if none is given. */
  readonly port?: number;
}

/**
 * Starts VS Code for a person's hands: installed extensions, dialogs and notifications as ever, and secrets that a
 * browser profile keeps over reloads, and over restarts on the same port. The newest VS Code only: the older
 * code-server needs a native package for its passwords.
 */
export async function startCodeServer(options: CodeServerOptions): Promise<Server> {
  const { host, userDataDir, extensionsDir, port = 0 } = options;
  // Without a file and a folder of its own, code-server reads and writes in the person's home.
  const config = join(userDataDir, "code-server.yaml");
  mkdirSync(userDataDir, { recursive: true });
  writeFileSync(config, "auth: none\n");
  return launch({
    options,
    args: (scratch) => [
      host.codeServer,
      ...["--config", config, "--bind-addr", `127.0.0.1:${port}`],
      ...["--user-data-dir", userDataDir, "--extensions-dir", extensionsDir],
      ...["--session-socket", join(scratch, "session.sock")],
      ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
    ],
    env: { XDG_DATA_HOME: join(userDataDir, "share") },
    announces: /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/,
  });
}
