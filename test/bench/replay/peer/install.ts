import { createHash } from "node:crypto";
import { copyFile, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { installOnce, npm } from "../../../vscode/cache";
import { root } from "../../../vscode/paths";

/** Names the version, and with the lock all that comes with it. */
const RECIPE = join(root, "test", "bench", "replay", "peer", "chat-lib");
const FILES = ["package.json", "package-lock.json"];
/** Named by its package.json, not loaded for completions: half of what npm brings. */
const NOT_LOADED = ["monaco-editor", "openai"];

/**
 * Installs Copilot's open engine, which is too large to be among our own packages.
 * @returns the folder whose `node_modules` has it
 */
export async function installChatLib(): Promise<string> {
  const files = await Promise.all(FILES.map((name) => readFile(join(RECIPE, name), "utf8")));
  const { dependencies } = JSON.parse(files[0] ?? "") as { readonly dependencies: Readonly<Record<string, string>> };
  const version = dependencies["@vscode/chat-lib"] ?? "";
  const fingerprint = createHash("sha256").update(files.join("")).digest("hex").slice(0, 8);
  return installOnce(`chat-lib-${version}-${fingerprint}`, `@vscode/chat-lib ${version}`, cook);
}

async function cook(folder: string): Promise<void> {
  for (const name of FILES) await copyFile(join(RECIPE, name), join(folder, name));
  await npm("ci", folder, "@vscode/chat-lib");
  const modules = join(folder, "node_modules");
  await Promise.all(NOT_LOADED.map((name) => rm(join(modules, name), { recursive: true })));
  await putAssets(modules);
}

/** Does what the package's own install script does: puts vocabularies and grammars to where they are looked for. */
async function putAssets(modules: string): Promise<void> {
  const dist = join(modules, "@vscode", "chat-lib", "dist");
  const vocabularies = join(dist, "src", "_internal", "platform", "tokenizer", "node");
  const grammars = join(modules, "@vscode", "tree-sitter-wasm", "wasm");
  for (const [from, ending] of [
    [vocabularies, ".tiktoken"],
    [grammars, ".wasm"],
  ] as const) {
    for (const name of await readdir(from))
      if (name.endsWith(ending)) await copyFile(join(from, name), join(dist, name));
  }
}
