import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

const unfinished = "installing-";
const marker = (folder: string) => join(folder, "ready");

/**
 * Installs something into the cache of this machine, unless it is there already.
 * @param title what is installed, for the person who waits
 * @param cook fills the folder that it is given
 * @returns the folder
 */
export async function installOnce(name: string, title: string, cook: (folder: string) => Promise<void>) {
  const cache = cacheFolder();
  const ready = join(cache, name);
  if (!existsSync(marker(ready))) await installInto(cache, ready, title, cook);
  return ready;
}

function cacheFolder(): string {
  const { CODESTRAL_HOST_CACHE, XDG_CACHE_HOME } = process.env;
  return CODESTRAL_HOST_CACHE || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "codestral-companion");
}

/** Installs beside and renames, so that nothing half-made is ever seen; of two at once the later one is thrown away. */
async function installInto(cache: string, ready: string, title: string, cook: (folder: string) => Promise<void>) {
  console.error(`Installing ${title} into ${cache} (once)…`);
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const folder = await mkdtemp(join(cache, unfinished));
  try {
    await cook(folder);
    await writeFile(marker(folder), "");
    await rename(folder, ready).catch((error: unknown) => {
      if (!existsSync(marker(ready))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what an installation left behind that was ended in the middle; one that is an hour old is not going on. */
async function removeAbandoned(cache: string): Promise<void> {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of await readdir(cache)) {
    if (!name.startsWith(unfinished)) continue;
    const folder = join(cache, name);
    const age = await stat(folder).catch(() => undefined);
    if (age && age.mtimeMs < anHourAgo) await rm(folder, { recursive: true, force: true });
  }
}

/** Runs `npm install` (or `ci`) without install scripts. */
export async function npm(command: "install" | "ci", cwd: string, what: string): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const args = [command, "--ignore-scripts", "--omit=dev", "--engine-strict=false", ...quiet];
  const child = spawn("npm", args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`npm could not install ${what} (exit code ${code}); is the npm registry reachable?`);
}
