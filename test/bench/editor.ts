import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { launchBrowser, newContext } from "../vscode/browser";
import { installExtension } from "../vscode/extensions";
import { installHost } from "../vscode/install";
import { pack } from "../vscode/pack";
import { built, root } from "../vscode/paths";
import type { Settings } from "../vscode/profile";
import { startServer } from "../vscode/server";
import { listenForReports, type Reports } from "./reports";

/** The newest VS Code with the packed extension, and the probe under development. */
export interface Editor {
  readonly server: string;
  readonly context: BrowserContext;
  readonly reports: Reports;
  readonly vsix: string;
  /** An empty folder for this run. */
  readonly folder: string;
  /** The extension under development that runs the benchmark's other half. */
  readonly probe: string;
}

interface EditorOptions {
  /** The benchmark's half in the extension host: a file's name in `test/host/bench/`. */
  readonly module: string;
  /** The early one is loaded before the packed extension. */
  readonly probe?: "probe" | "earlyProbe";
  readonly env?: NodeJS.ProcessEnv;
  readonly settings?: Settings;
  readonly machineSettings?: Settings;
}

/** Packs and installs the extension, and has `measure` use the editor; nothing is left behind. */
export async function withEditor<T>(options: EditorOptions, measure: (editor: Editor) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "codestral-bench-"));
  const closers: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })];
  try {
    const vsix = join(folder, "codestral-companion.vsix");
    const [userDataDir, extensionsDir] = [join(folder, "user-data"), join(folder, "extensions")];
    const host = await installHost("newest");
    await pack(vsix);
    await installExtension(host, vsix, extensionsDir, userDataDir);
    const reports = await listenForReports();
    closers.unshift(() => reports.close());
    const env = {
      ...options.env,
      CODESTRAL_BENCH_MODULE: join(built, "host", "bench", `${options.module}.js`),
      CODESTRAL_BENCH_REPORTS: reports.url,
    };
    const { settings, machineSettings } = options;
    const server = await startServer({ host, userDataDir, extensionsDir, env, settings, machineSettings });
    closers.unshift(() => server.stop());
    const browser = await launchBrowser();
    closers.unshift(() => browser.close());
    const context = await newContext(browser);
    const probe = join(root, "test", "bench", options.probe ?? "probe");
    return await measure({ server: server.url, context, reports, vsix, folder, probe });
  } finally {
    for (const close of closers) await close();
  }
}
