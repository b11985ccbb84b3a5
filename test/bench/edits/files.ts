import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../vscode/paths";
import { readCases } from "../trim/cases";

/** A source file that edits are made in: with `\n`, and a line end at its end. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const SHORTEST = 30;
const LONGEST = 600;

/** Our own code: the rules were tuned on it. */
export function tunedFiles(): Promise<SourceFile[]> {
  return filesIn("src");
}

/** Our tests, and code of others where that lies beside the repository: no rule was tuned on it. */
export async function heldBackFiles(data: string | undefined): Promise<SourceFile[]> {
  const larger = data === undefined ? undefined : join(data, "fim-cases.jsonl.gz");
  const cases = larger !== undefined && existsSync(larger) ? [...(await readCases(larger)).values()] : [];
  const others = new Map(
    cases.map(({ path, prefix, truth, suffix }) => [path, { path, text: `${prefix}${truth}${suffix}` }]),
  );
  return [...(await filesIn("test")), ...[...others.values()].map(({ path, text }) => fileOf(path, text))].filter(
    isUsable,
  );
}

async function filesIn(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(join(root, folder), { recursive: true });
  const paths = entries.filter((path) => /\.(?:tsx?|py)$/.test(path) && !path.includes("node_modules")).toSorted();
  const files = await Promise.all(
    paths.map(async (path) => fileOf(path, await readFile(join(root, folder, path), "utf8"))),
  );
  return files.filter(isUsable);
}

function fileOf(path: string, text: string): SourceFile {
  return { path, text: `${text.replaceAll("\r\n", "\n").trimEnd()}\n` };
}

function isUsable({ text }: SourceFile): boolean {
  const lines = text.split("\n").length;
  return lines >= SHORTEST && lines <= LONGEST;
}
