import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pack } from "../vscode/pack";
import { root } from "../vscode/paths";

/** `npm run package`: packs `codestral-companion.vsix`, lists what is inside, and fails on what does not belong there. */
export async function main(): Promise<number> {
  const vsix = join(root, "codestral-companion.vsix");
  const entries = await pack(vsix);
  for (const { name, size } of entries) console.log(`${kilobytes(size).padStart(10)}  ${name}`);
  console.log(`${vsix}: ${kilobytes((await readFile(vsix)).length)}`);
  return 0;
}

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
