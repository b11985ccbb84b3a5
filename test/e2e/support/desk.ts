import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { ScriptedBrain } from "../../mistral/brains/scripted";
import { publicCatalogue } from "../../mistral/models";
import { defaultKey, type MistralServer } from "../../mistral/server";
import { root } from "../../vscode/paths";
import { openWorkbench, reloadWorkbench } from "../../vscode/workbench";
import { openPath } from "./editor";
import { keepEvidence } from "./evidence";
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
}

/** Opens a desk for the suite that calls this, and tidies the Mistral server up before each of its tests. */
export function useDesk(key: Key = "inEnvironment"): Desk {
  let open: (Desk & { close(): Promise<void> }) | undefined;
  const desk = () => {
    if (!open) throw new Error("The desk is there in tests and hooks only.");
    return open;
  };
  before("open the window", async () => {
    open = await openDesk(key);
  });
  beforeEach("tidy the Mistral server up", () => {
    const { brain, mistral } = desk();
    brain.clear();
    // People pause where a test does not look, and then nothing is suggested.
    brain.onFim(() => true, "");
    mistral.mood = {};
    mistral.models = publicCatalogue();
    mistral.keys = [defaultKey];
    mistral.forgetRequests();
  });
  afterEach("keep evidence of a failure", async function () {
    const test = this.currentTest;
    if (open && test?.isFailed()) await keepEvidence(open, `failed ${test.fullTitle()}`);
  });
  after("close the window", () => open?.close());
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
  };
}

async function openDesk(key: Key): Promise<Desk & { close(): Promise<void> }> {
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
