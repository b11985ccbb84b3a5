import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { ScriptedBrain } from "../../mistral/brains/scripted";
import { publicCatalogue } from "../../mistral/models";
import { defaultKey, type MistralServer } from "../../mistral/server";
import { root } from "../../vscode/paths";
import { changeSettings, type Settings, settingsFile } from "../../vscode/profile";
import { openWorkbench, reloadWorkbench } from "../../vscode/workbench";
import { openPath } from "./editor";
import { keepEvidence } from "./evidence";
import { wakeGhostText } from "./ghost";
import { type Key, stage, type VSCode } from "./stage";
import { statusItem } from "./status";

/** A window of VS Code on a copy of the sample workspace, with the extension; the Mistral server behind it. */
export interface Desk {
  readonly page: Page;
  readonly folder: string;
  readonly mistral: MistralServer;
  readonly brain: ScriptedBrain;
  readonly vscode: VSCode;
  /** Opens a new file of the folder's `src`, with the caret at its end. @returns its absolute path */
  write(name: string, text: string): Promise<string>;
  reload(): Promise<void>;
  /** Opens a new window in its place, with the settings as they were before the suite's first test and no key stored. */
  renew(): Promise<void>;
}

type OneDesk = Omit<Desk, "renew"> & { close(): Promise<void> };

interface DeskOptions {
  /** Settings of the person's that hold from the first window on. */
  readonly settings?: Settings;
  /** Has the editor of a new window listen for typing, for suites about ghost text. */
  readonly awake?: boolean;
}

/**
 * Opens a desk for the suite that calls this, and tidies the Mistral server up before each of its tests. After a test that
 * failed, the next one has a new window with the settings as they were before the first.
 */
export function useDesk(key: Key = "inEnvironment", { awake = false, settings = {} }: DeskOptions = {}): Desk {
  let open: OneDesk | undefined;
  let hasFailed = false;
  let restoreSettings: (() => void) | undefined;
  let restoreOthers: (() => void) | undefined;
  const desk = () => {
    if (!open) throw new Error("The desk is there in tests and hooks only.");
    return open;
  };
  const openAnother = async () => {
    open = await openDesk(key);
    tidyUp(open);
    if (awake) await wakeGhostText(open);
  };
  const renew = async () => {
    restoreSettings?.();
    await desk().close();
    await desk().vscode.renew();
    await openAnother();
  };
  before("open the window", async () => {
    const vscode = await (await stage()).vscode(key);
    restoreOthers = settingsOf(vscode);
    // Another suite may have stored a key.
    if (key === "none") await vscode.renew();
    changeSettings(settingsFile(vscode.userDataDir, "User"), settings);
    await openAnother();
  });
  beforeEach("tidy up", async () => {
    restoreSettings ??= settingsOf(desk().vscode);
    if (hasFailed) await renew();
    hasFailed = false;
    tidyUp(desk());
  });
  afterEach("keep evidence of a failure", async function () {
    const test = this.currentTest;
    hasFailed = test?.isFailed() ?? false;
    if (open && hasFailed) await keepEvidence(open, `failed ${test?.fullTitle()}`);
  });
  after("close the window", async () => {
    await open?.close();
    // The next window of this profile is another suite's.
    restoreOthers?.();
  });
  return {
    get page() {
      return desk().page;
    },
    get folder() {
      return desk().folder;
    },
    get mistral() {
      return desk().mistral;
    },
    get brain() {
      return desk().brain;
    },
    get vscode() {
      return desk().vscode;
    },
    write: (name, text) => desk().write(name, text),
    reload: () => desk().reload(),
    renew,
  };
}

function tidyUp({ brain, mistral }: OneDesk): void {
  brain.clear();
  // People pause where a test does not look, and then nothing is suggested.
  brain.onFim(() => true, "");
  mistral.mood = {};
  mistral.models = publicCatalogue();
  mistral.keys = [defaultKey];
  mistral.forgetRequests();
}

/** @returns what writes the settings as they are now */
function settingsOf({ userDataDir }: VSCode): () => void {
  const files = (["Machine", "User"] as const).map((kind) => settingsFile(userDataDir, kind));
  const texts = files.map((file) => [file, readFileSync(file)] as const);
  return () => {
    for (const [file, text] of texts) writeFileSync(file, text);
  };
}

async function openDesk(key: Key): Promise<OneDesk> {
  const { mistral, brain, ...shared } = await stage();
  const vscode = await shared.vscode(key);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "codestral-desk-")));
  cpSync(join(root, "test", "fixtures", "sample"), folder, { recursive: true });
  const page = await openWorkbench(vscode.context, vscode.url, { folder });
  await statusItem(page).waitFor();
  return {
    ...{ page, folder, mistral, brain, vscode },
    async write(name, text) {
      const path = join(folder, "src", name);
      writeFileSync(path, text);
      await openPath(page, path);
      await page.keyboard.press("Control+End");
      return path;
    },
    async reload() {
      await reloadWorkbench(page);
      await statusItem(page).waitFor();
    },
    async close() {
      await page.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
