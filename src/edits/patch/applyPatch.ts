import type { EditedFile } from "../editFile";
import { explainProblems, HUNK_WORDS, secretSentence } from "../match/explain";
import { applyHunks } from "./applyHunks";
import type { FilePatch } from "./patch";

/** What a patch makes of one file. */
export type Patched =
  | { readonly kind: "create"; readonly path: string; readonly after: string }
  | { readonly kind: "edit"; readonly path: string; readonly before: string; readonly after: string }
  | {
      readonly kind: "rename";
      readonly path: string;
      readonly to: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: "delete"; readonly path: string; readonly before: string };

export interface PatchPort {
  /** @returns undefined where there is no such file */
  read(path: string): Promise<EditedFile | undefined>;
  /** Of a text that no file has yet. */
  readonly noSecrets: EditedFile["secrets"];
}

/** All files of a patch, or, in words that a model mends its call by, why none. */
export type PatchResult =
  | { readonly kind: "patched"; readonly files: readonly Patched[] }
  | { readonly kind: "refused"; readonly sentence: string };

/** What a patch makes of the files that it names: all of it fits, or nothing is changed. Nothing is written here. */
export async function applyPatch(port: PatchPort, files: readonly FilePatch[]): Promise<PatchResult> {
  const patched: Patched[] = [];
  const problems: string[] = [];
  for (const file of joined(files)) {
    const result = await applied(port, file);
    if (typeof result === "string") {
      problems.push(result);
    } else {
      patched.push(result);
    }
  }
  problems.push(...namedTwice(patched));
  return problems.length > 0
    ? { kind: "refused", sentence: [...new Set(problems)].join("\n\n") }
    : { kind: "patched", files: patched };
}

/** Some give each hunk of a file a header of its own. */
function joined(files: readonly FilePatch[]): FilePatch[] {
  const result: FilePatch[] = [];
  for (const file of files) {
    const at = result.findIndex((other) => other.kind === "edit" && file.kind === "edit" && other.path === file.path);
    const other = result[at];
    if (other?.kind === "edit" && file.kind === "edit" && (file.to === undefined || file.to === other.to)) {
      result[at] = { ...other, hunks: [...other.hunks, ...file.hunks] };
    } else {
      result.push(file);
    }
  }
  return result;
}

async function applied(port: PatchPort, patch: FilePatch): Promise<Patched | string> {
  switch (patch.kind) {
    case "create": {
      const { path, text } = patch;
      const placeholder = port.noSecrets.foreignIn(text);
      if (placeholder !== undefined) {
        return refused(path, secretSentence(path, placeholder));
      }
      const isThere = (await port.read(path)) !== undefined;
      return isThere
        ? refused(path, "It exists already. Change it with hunks.")
        : { kind: "create", path, after: text };
    }
    case "delete": {
      const file = await port.read(patch.path);
      return file ? { kind: "delete", path: patch.path, before: file.text } : noSuchFile(patch.path);
    }
    case "edit":
      return edited(port, patch);
  }
}

async function edited(port: PatchPort, patch: FilePatch & { kind: "edit" }): Promise<Patched | string> {
  const { hunks } = patch;
  const target = patch.to === undefined ? undefined : await port.read(patch.to);
  let { path, to } = patch;
  let file = await port.read(path);
  if (to !== undefined && target !== undefined) {
    if (file !== undefined) {
      return refused(path, `It cannot be renamed to ${to}: there is such a file.`);
    }
    // The two names of a diff may be those of two versions, of which only the second is a file.
    [path, to, file] = [to, undefined, target];
  }
  if (file === undefined) {
    return noSuchFile(path);
  }
  const result = applyHunks(file, hunks);
  if (result.kind === "refused") {
    return explainProblems(path, result.problems, hunks.length, HUNK_WORDS);
  }
  const change = { path, before: file.text, after: result.text };
  return to === undefined ? { kind: "edit", ...change } : { kind: "rename", to, ...change };
}

function noSuchFile(path: string): string {
  return refused(
    path,
    "There is no such file. Name it by its path relative to the workspace folder, or add it as a new file.",
  );
}

function refused(path: string, sentence: string): string {
  return `Nothing was changed in ${path}.\n${sentence}`;
}

function namedTwice(files: readonly Patched[]): string[] {
  const paths = files.flatMap((file) => (file.kind === "rename" ? [file.path, file.to] : [file.path]));
  return paths
    .filter((path, at) => paths.indexOf(path) !== at)
    .map((path) => refused(path, "The patch says two things about it. Join them."));
}
