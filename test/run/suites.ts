import { existsSync, readdirSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { EXTENSIONS } from "../e2e/support/extensions";
import { installExtension } from "../vscode/extensions";
import { canInstallHost, type Host, installHost } from "../vscode/install";
import { pack } from "../vscode/pack";
import { built } from "../vscode/paths";
import { newestOnly } from "./newestOnly";
import type { HostVersion } from "../vscode/recipes";
import { recipes } from "../vscode/recipes";

/** In the order in which they begin: what takes longest first. */
export const suiteNames = ["e2e", "host", "unit", "desktop"] as const;
export type SuiteName = (typeof suiteNames)[number];

/** Tests that run in processes of one kind. */
export interface Suite {
  readonly title: string;
  /** The Node to run its workers on, and with what; `readOrder` tells them what to do. */
  readonly node: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The built files of its tests. */
  readonly files: readonly string[];
  /** How long one test or hook may take. Its only purpose is to end what hangs. */
  readonly timeoutMs: number;
  /** Whether what the workers write is shown at once, or only when one comes to a bad end. */
  readonly speaks: boolean;
}

const program = (name: string) => join(built, "run", `${name}.mjs`);

/** What runs under a name on this machine. Installs what it needs, so that no test waits for that. */
export async function suitesOf(name: SuiteName): Promise<Suite[]> {
  if (name === "unit") return [await unit()];
  if (name === "e2e") return [await e2e()];
  return Promise.all((["newest", "oldest"] as const).map((version) => host(version, name === "desktop")));
}

async function unit(): Promise<Suite> {
  const args = [program("mochaSuite")];
  const files = testFiles("unit", ".test.mjs");
  return { title: "unit", node: await nodeWithSqlite(), args, files, timeoutMs: 60_000, speaks: true };
}

/** The extension runs on VS Code's Node, which has `node:sqlite`; a person's own may be older. */
export async function nodeWithSqlite(): Promise<string> {
  if (isBuiltin("node:sqlite")) return process.execPath;
  if (canInstallHost) return (await installHost("newest")).node;
  throw new Error("This needs Node 22.13 or newer here.");
}

async function host(version: HostVersion, downloaded: boolean): Promise<Suite> {
  const desktop = downloaded || !canInstallHost;
  if (!desktop) await installHost(version);
  const title = `host, VS Code ${recipes[version].vscode}${desktop ? " desktop" : ""}`;
  const args = [program("hostSuite"), version, ...(desktop ? ["desktop"] : [])];
  const files = testFiles("host", ".test.js").filter((file) => version === "newest" || !isForNewestOnly(file));
  return { title, node: process.execPath, args, files, timeoutMs: 120_000, speaks: false };
}

function isForNewestOnly(file: string): boolean {
  return Object.keys(newestOnly).some((name) => file === join(built, "host", `${name}.test.js`));
}

async function e2e(): Promise<Suite> {
  if (!canInstallHost) throw new Error("The e2e tests need Linux on x64 or arm64.");
  const host = await installHost("newest");
  const env = { [EXTENSIONS]: await installedExtension(host) };
  const args = [program("e2eSuite")];
  const files = testFiles("e2e", ".test.mjs");
  return { title: "e2e", node: process.execPath, args, env, files, timeoutMs: 180_000, speaks: true };
}

/** Installs the extension as a person does, once for all workers. @returns the folder of extensions */
async function installedExtension(host: Host): Promise<string> {
  const folder = join(built, "installed");
  const vsix = join(folder, "codestral-companion.vsix");
  const extensionsDir = join(folder, "extensions");
  await pack(vsix);
  await installExtension(host, vsix, extensionsDir, join(folder, "installer"));
  return extensionsDir;
}

function testFiles(suite: string, ending: string): string[] {
  const folder = join(built, suite);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();
}
