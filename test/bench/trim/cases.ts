import { createReadStream } from "node:fs";
import { extname } from "node:path";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import type { Snapshot } from "../../../src/completion/snapshot";

/** A place in a source file and what really stands there. */
export interface Case {
  readonly task: string;
  readonly language: string;
  readonly path: string;
  readonly prefix: string;
  readonly truth: string;
  readonly suffix: string;
}

/** What a model said there. */
export interface Output {
  readonly task: string;
  readonly model: string;
  readonly template: string;
  readonly output: string;
}

/** Files that VS Code knows by another name than their language's. */
const LANGUAGE_IDS: Readonly<Record<string, string>> = { ".tsx": "typescriptreact", ".jsx": "javascriptreact" };

export async function readCases(file: string): Promise<ReadonlyMap<string, Case>> {
  const keys = ["task", "language", "path", "prefix", "truth", "suffix"] as const;
  return new Map((await readLines(file, keys)).map((one) => [one.task, one]));
}

export function readOutputs(file: string): Promise<readonly Output[]> {
  return readLines(file, ["task", "model", "template", "output"]);
}

/** One JSON object with these texts in each line of a file, which may be packed by gzip. */
async function readLines<Key extends string>(
  file: string,
  keys: readonly Key[],
): Promise<readonly Readonly<Record<Key, string>>[]> {
  const bytes = createReadStream(file);
  const whole = await text(file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes);
  return whole
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, at) => {
      const value: unknown = JSON.parse(line);
      if (!hasTexts(value, keys)) throw new Error(`Line ${at + 1} of ${file} lacks one of ${keys.join(", ")}.`);
      return value;
    });
}

function hasTexts<Key extends string>(value: unknown, keys: readonly Key[]): value is Record<Key, string> {
  return (
    typeof value === "object" && value !== null && keys.every((key) => typeof Reflect.get(value, key) === "string")
  );
}

/** What the engine would know if a person's cursor stood there. */
export function snapshotOf({ task, language, path, prefix, suffix }: Case): Snapshot {
  return {
    document: `file:///${task}/${path}`,
    path,
    languageId: LANGUAGE_IDS[extname(path)] ?? language,
    indentation: /^(?:\t| {2,8}(?=\S))/m.exec(prefix)?.[0] ?? "  ",
    prefix,
    suffix,
    explicit: false,
  };
}
