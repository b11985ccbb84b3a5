import { isBuiltin } from "node:module";
import { join } from "node:path";
import { canInstallHost, installHost } from "../vscode/install";
import { built } from "../vscode/paths";
import type { HostVersion } from "../vscode/recipes";
import { recipes } from "../vscode/recipes";

export const suiteNames = ["unit", "host", "e2e", "desktop"] as const;
export type SuiteName = (typeof suiteNames)[number];

/** A program that runs tests and writes what they came to. */
export interface Suite {
  readonly title: string;
  /** The Node to run it on. */
  readonly node: string;
  readonly args: readonly string[];
}

const program = (name: string) => join(built, "run", `${name}.mjs`);

/** What runs under a name on this machine. Installs what it needs, so that a suite's time does not count that. */
export async function suitesOf(name: SuiteName): Promise<Suite[]> {
  if (name === "unit") return [await unit()];
  if (name === "e2e") return [await e2e()];
  return Promise.all((["newest", "oldest"] as const).map((version) => host(version, name === "desktop")));
}

async function unit(): Promise<Suite> {
  const args = [program("mochaSuite"), "unit", "10000"];
  return { title: "unit", node: await nodeWithSqlite(), args };
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
  return { title, node: process.execPath, args };
}

async function e2e(): Promise<Suite> {
  if (!canInstallHost) throw new Error("The e2e tests need Linux on x64 or arm64.");
  await installHost("newest");
  return { title: "e2e", node: process.execPath, args: [program("mochaSuite"), "e2e", "120000"] };
}
