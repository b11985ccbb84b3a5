import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installOnce, npm } from "./cache";
import { proposalPatches, refuseProposals } from "./proposals";
import { prune } from "./prune";
import { type HostVersion, type Recipe, recipes } from "./recipes";
import { standIns } from "./standIns";

/** A VS Code that stands ready on this machine. */
export interface Host {
  readonly version: HostVersion;
  /** Such as `1.139.1`. */
  readonly vscode: string;
  /** The Node that runs this VS Code. */
  readonly node: string;
  /** The folder of VS Code's server. */
  readonly server: string;
  /** code-server's own program, which wraps VS Code's server. */
  readonly codeServer: string;
}

const platforms = ["linux-x64", "linux-arm64"];
const platform = `${process.platform}-${process.arch}`;

/** Whether `installHost` works here; elsewhere the desktop VS Code is downloaded instead. */
export const canInstallHost = platforms.includes(platform);

/** Installs this VS Code from npm, without compiler or install scripts, unless it is in the cache already. */
export async function installHost(version: HostVersion): Promise<Host> {
  if (!canInstallHost) throw new Error(`VS Code from npm needs Linux on x64 or arm64, and this is ${platform}.`);
  const recipe = recipes[version];
  const name = `vscode-${recipe.vscode}-${platform}-${fingerprint(recipe)}`;
  const folder = await installOnce(name, `VS Code ${recipe.vscode}`, (empty) => cook(empty, recipe));
  return describe(folder, version);
}

/** Changes with everything that goes into a host, so that an old one is never taken for a new one. */
function fingerprint(recipe: Recipe): string {
  const patches = proposalPatches.map(({ file, pattern, replacement }) => [file, pattern.source, replacement]);
  const all = JSON.stringify([recipe, standIns, patches]);
  return createHash("sha256").update(all).digest("hex").slice(0, 8);
}

const serverIn = (folder: string) => join(folder, "node_modules", "code-server", "lib", "vscode");
const nodeIn = (folder: string) => join(folder, "node_modules", `node-${platform}`);

function describe(folder: string, version: HostVersion): Host {
  return {
    version,
    vscode: recipes[version].vscode,
    node: join(nodeIn(folder), "bin", "node"),
    server: serverIn(folder),
    codeServer: join(folder, "node_modules", "code-server", "out", "node", "entry.js"),
  };
}

async function cook(folder: string, recipe: Recipe): Promise<void> {
  const dependencies: Record<string, string> = {
    "code-server": recipe.codeServer,
    [`node-${platform}`]: recipe.node,
  };
  if (recipe.ripgrep) dependencies[`@vscode/ripgrep-${platform}`] = recipe.ripgrep;
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  // Not `npm ci`: the lock that code-server ships does not agree with its package.json.
  const npmInstall = (cwd: string) => npm("install", cwd, "VS Code");
  await npmInstall(folder);
  const vscode = serverIn(folder);
  await npmInstall(vscode);
  await npmInstall(join(vscode, "extensions"));
  for (const name of recipe.standIns) await putStandIn(vscode, name);
  if (recipe.ripgrep) await putRipgrep(folder, vscode);
  await refuseProposals(vscode);
  await prune(vscode, nodeIn(folder));
}

async function putStandIn(vscode: string, name: keyof typeof standIns): Promise<void> {
  const folder = join(vscode, "node_modules", name);
  const { main = "index.js" } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { main?: string };
  await writeFile(join(folder, main), standIns[name]);
}

async function putRipgrep(folder: string, vscode: string): Promise<void> {
  const bin = join(vscode, "node_modules", "@vscode", "ripgrep", "bin");
  await mkdir(bin, { recursive: true });
  await copyFile(join(folder, "node_modules", "@vscode", `ripgrep-${platform}`, "bin", "rg"), join(bin, "rg"));
  await chmod(join(bin, "rg"), 0o755);
}
