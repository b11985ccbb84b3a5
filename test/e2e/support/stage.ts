import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { defaultKey, type MistralServer, startMistralServer } from "../../mistral/server";
import { launchBrowser, newContext } from "../../vscode/browser";
import { startCodeServer } from "../../vscode/codeServer";
import { type Host, installHost } from "../../vscode/install";
import { extensionsFolder } from "./extensions";
import { PATIENCE_MS } from "./patience";

/** What every suite shares: starting it for each would take most of the time. */
export interface Stage {
  readonly mistral: MistralServer;
  readonly brain: ScriptedBrain;
  /** A VS Code whose extension hosts have a key in their environment, or have none. */
  vscode(key: Key): Promise<VSCode>;
}

export type Key = "inEnvironment" | "none";

export interface VSCode {
  readonly url: string;
  readonly userDataDir: string;
  /** Its windows share a browser profile, as a person's do, which also spares them loading VS Code's code anew. */
  readonly context: BrowserContext;
  /** Has a new browser profile, in which no key is stored, take the place of the present one and its windows. */
  renew(): Promise<void>;
}

/** Nothing in the editor acts by itself but what a test is about. */
const userSettings = {
  "chat.disableAIFeatures": true,
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "editor.suggestOnTriggerCharacters": false,
  "editor.parameterHints.enabled": false,
  "editor.minimap.enabled": false,
  "git.enabled": false,
};

let opening: Promise<Stage> | undefined;
const closers: (() => Promise<unknown>)[] = [];

export function stage(): Promise<Stage> {
  opening ??= openStage();
  return opening;
}

/** Ends all that was started. */
export async function closeStage(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close();
}

async function openStage(): Promise<Stage> {
  const temp = mkdtempSync(join(tmpdir(), "codestral-e2e-"));
  closers.push(async () => rmSync(temp, { recursive: true, force: true, maxRetries: 5 }));
  const brain = new ScriptedBrain();
  const mistral = await startMistralServer({ brain });
  closers.push(() => mistral.close());
  const browser = await launchBrowser();
  closers.push(() => browser.close());
  const host = await installHost("newest");
  const extensionsDir = extensionsFolder();
  const all = new Map<Key, Promise<VSCode>>();
  return {
    mistral,
    brain,
    vscode(key) {
      const one = all.get(key) ?? startVSCode({ host, extensionsDir, userDataDir: join(temp, key) }, key);
      all.set(key, one);
      return one;
    },
  };

  async function startVSCode(folders: Folders, key: Key): Promise<VSCode> {
    const server = await startCodeServer({
      ...folders,
      env: { MISTRAL_API_KEY: key === "inEnvironment" ? defaultKey : undefined },
      settings: userSettings,
      machineSettings: { "codestral.server": mistral.url },
    });
    closers.push(() => server.stop());
    let context = await contextOf(browser);
    return {
      url: server.url,
      userDataDir: folders.userDataDir,
      get context() {
        return context;
      },
      async renew() {
        await context.close();
        context = await contextOf(browser);
      },
    };
  }
}

async function contextOf(browser: Browser): Promise<BrowserContext> {
  const context = await newContext(browser);
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

interface Folders {
  readonly host: Host;
  readonly extensionsDir: string;
  readonly userDataDir: string;
}
