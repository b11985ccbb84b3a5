import { spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { GRAMMAR_FILES } from "../../src/completion/syntax/languages";
import { root } from "./paths";
import { type ZipEntry, zipEntries } from "./zipEntries";

const required = [
  ...["package.json", "readme.md", "changelog.md", "LICENSE.txt"],
  ...["dist/extension.js", "dist/core.js", "dist/syntax.js", "dist/webview.js", "dist/webview.css"],
  ...["chat", "completion", "edits", "ledger", "mistral"].map((folder) => `dist/later/${folder}.js`),
  ...GRAMMAR_FILES.map((file) => `dist/grammars/${file}`),
];
const unwanted = /\.map$|\.tsx?$|(^|\/)(node_modules|src|test|tests|out)\/|\.test\./;

/** Packs the built extension. Throws when a file is missing or does not belong to what a person installs. */
export async function pack(vsix: string): Promise<ZipEntry[]> {
  await mkdir(dirname(vsix), { recursive: true });
  // The bundle holds its dependencies, and there is no address yet that the pictures of README.md could be fetched from.
  const options = { dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false };
  await createVsix({ cwd: root, packagePath: vsix, ...options });
  const entries = zipEntries(await readFile(vsix));
  const names = entries.map(({ name }) => name.replace(/^extension\//, ""));
  const wrong = names.filter((name) => unwanted.test(name));
  if (wrong.length > 0) throw new Error(`The package must not hold ${wrong.join(", ")}.`);
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`The package lacks ${missing.join(", ")}.`);
  return entries;
}

/** Packs a folder. In a process of its own: vsce writes to standard output, which belongs to the command that packs. */
export async function createVsix(options: object): Promise<void> {
  const script = `require("@vscode/vsce").createVSIX(${JSON.stringify(options)}).catch((error) => {
    console.error(error.message);
    process.exit(1);
  })`;
  const child = spawn(process.execPath, ["-e", script], { cwd: root, stdio: ["ignore", 2, 2] });
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error("The extension could not be packed.");
}
