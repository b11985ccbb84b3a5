import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

async function removeEntries(folder: string, unwanted: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.filter(unwanted).map((name) => rm(join(folder, name), { recursive: true })));
}

const otherPlatform = (name: string) => !name.startsWith(`linux-${process.arch}`);

/** Removes what a headless run on this machine never loads: two thirds of what npm brings. */
export async function prune(vscode: string, node: string): Promise<void> {
  const modules = join(vscode, "node_modules");
  await removeEntries(join(modules, "@vscode", "ripgrep-universal", "bin"), otherPlatform);
  await removeEntries(join(modules, "node-pty", "prebuilds"), otherPlatform);
  await removeEntries(join(modules, "@github"), (name) => name.startsWith("copilot-sdk-"));
  await removeEntries(join(modules, "@microsoft"), (name) => name === "mxc-sdk");
  await removeEntries(join(modules, "node-pty"), (name) => name === "third_party");
  await removeEntries(node, (name) => name === "include" || name === "share");
  const files = await readdir(join(vscode, "out"), { recursive: true });
  await Promise.all(files.filter((name) => name.endsWith(".map")).map((name) => rm(join(vscode, "out", name))));
}
