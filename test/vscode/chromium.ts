import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** The shell draws the same pages with a tenth less work: it has no windows of its own. */
const names = [
  ...["chromium-headless-shell", "chrome-headless-shell"],
  ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
];

/** The browser to show the workbench in; on Debian as root it is installed when there is none. */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (await runs(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which is no program that can be run.`);
  }
  const found = (await onPath(names)) ?? (await playwrights());
  if (found) return found;
  if (process.getuid?.() === 0 && (await onPath(["apt-get"]))) {
    console.error("Installing Chromium (once)…");
    await aptGet("update", "-q");
    for (const packaged of ["chromium-headless-shell", "chromium"]) {
      await aptGet("install", "-q", "-y", "--no-install-recommends", packaged);
      const installed = await onPath(names);
      if (installed) return installed;
    }
  }
  throw new Error(
    "No Chromium was found: install the package `chromium` (or Google Chrome), or name one in the environment variable CHROME_PATH.",
  );
}

async function onPath(programs: readonly string[]): Promise<string | undefined> {
  for (const program of programs) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, program);
      if (folder && (await runs(path))) return path;
    }
  }
  return undefined;
}

async function playwrights(): Promise<string | undefined> {
  const path = chromium.executablePath();
  return path && (await runs(path)) ? path : undefined;
}

async function runs(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Ends quietly when it fails: the caller looks for the browser again and says what to do. */
async function aptGet(...args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const child = spawn("apt-get", args, { stdio: ["ignore", 2, 2], env });
  await new Promise((resolve) => child.on("error", resolve).on("close", resolve));
}
