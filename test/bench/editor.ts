import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { launchBrowser, newContext } from "../vscode/browser";
import { installExtension } from "../vscode/extensions";
import { type Host, installHost } from "../vscode/install";
import { createVsix, pack } from "../vscode/pack";
import { built, root } from "../vscode/paths";
import type { Settings } from "../vscode/profile";
import { startServer } from "../vscode/server";
import { listenForReports, type Reports } from "./reports";

/** The newest VS Code with one extension or none installed, and the probe under development. */
export interface Editor {
  readonly server: string;
  readonly context: BrowserContext;
  readonly reports: Reports;
  /** An empty folder for this editor. */
  readonly folder: string;
  /** The extension under development that runs the benchmark's other half. */
  readonly probe: string;
}

/** Two of them side by side, measured by turns, so that whatever slows the machine slows both. */
export interface Editors {
  /** With the packed extension. */
  readonly ours: Editor;
  /** Without it. */
  readonly control: Editor;
  /** The packed extension. */
  readonly vsix: string;
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

interface ControlOptions {
  readonly module: string;
  /** An empty extension is installed there in place of ours. */
  readonly hasExtension?: boolean;
}

/** What all editors of a run share, and what is to be closed in the end. */
interface Run {
  readonly folder: string;
  readonly host: Host;
  readonly context: BrowserContext;
  readonly closers: (() => unknown)[];
}

/** Packs and installs the extension, and has `measure` use the editor; nothing is left behind. */
export async function withEditor<T>(options: EditorOptions, measure: (editor: Editor) => Promise<T>): Promise<T> {
  return running(async (run) => measure(await openEditor(run, "ours", options, await packed(run))));
}

/** The same, with a second editor that does without our extension. */
export async function withEditors<T>(
  options: EditorOptions,
  { module, hasExtension = false }: ControlOptions,
  measure: (editors: Editors) => Promise<T>,
): Promise<T> {
  return running(async (run) => {
    const vsix = await packed(run);
    const ours = await openEditor(run, "ours", options, vsix);
    const empty = hasExtension ? await packedControl(run) : undefined;
    const control = await openEditor(run, "control", { ...options, module }, empty);
    return measure({ ours, control, vsix });
  });
}

async function running<T>(use: (run: Run) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "codestral-bench-"));
  const closers: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })];
  try {
    const host = await installHost("newest");
    const browser = await launchBrowser();
    closers.unshift(() => browser.close());
    return await use({ folder, host, context: await newContext(browser), closers });
  } finally {
    for (const close of closers) await close();
  }
}

async function packed({ folder }: Run): Promise<string> {
  const vsix = join(folder, "codestral-companion.vsix");
  await pack(vsix);
  return vsix;
}

async function packedControl({ folder }: Run): Promise<string> {
  const packagePath = join(folder, "control.vsix");
  const cwd = join(root, "test", "bench", "control");
  await createVsix({ cwd, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}

async function openEditor(
  { folder: parent, host, context, closers }: Run,
  name: string,
  options: EditorOptions,
  vsix: string | undefined,
): Promise<Editor> {
  const folder = join(parent, name);
  const [userDataDir, extensionsDir] = [join(folder, "user-data"), join(folder, "extensions")];
  if (vsix !== undefined) await installExtension(host, vsix, extensionsDir, userDataDir);
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
  const probe = join(root, "test", "bench", options.probe ?? "probe");
  return { server: server.url, context, reports, folder, probe };
}
