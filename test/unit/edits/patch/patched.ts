import type { EditedFile } from "../../../../src/edits/editFile";
import { applyPatch } from "../../../../src/edits/patch/applyPatch";
import { parsePatch } from "../../../../src/edits/patch/parsePatch";
import { FileSecrets } from "../../../../src/mistral/privacy/fileSecrets";
import { Vault } from "../../../../src/mistral/privacy/vault";

export type Files = Readonly<Record<string, string>>;

/** The files after a patch; or what the model is told, and no file changed. */
export async function patched(
  files: Files,
  patch: string,
  { path, vault = new Vault() }: { readonly path?: string; readonly vault?: Vault } = {},
): Promise<Files | string> {
  const parsed = parsePatch(patch, path);
  if (parsed.kind === "unreadable") {
    return parsed.sentence;
  }
  const fileAt = (text: string): EditedFile => ({ text, secrets: new FileSecrets(vault, text) });
  const read = async (name: string) => (files[name] === undefined ? undefined : fileAt(files[name]));
  const result = await applyPatch({ read, noSecrets: new FileSecrets(vault, "") }, parsed.files);
  if (result.kind === "refused") {
    return result.sentence;
  }
  const after = new Map(Object.entries(files));
  for (const change of result.files) {
    if (change.kind === "delete" || change.kind === "rename") after.delete(change.path);
    if (change.kind !== "delete") after.set(change.kind === "rename" ? change.to : change.path, change.after);
  }
  return Object.fromEntries(after);
}

/** What the model is told about a patch that does not fit; the files, if it does. */
export async function refusal(...call: Parameters<typeof patched>): Promise<string> {
  const result = await patched(...call);
  return typeof result === "string" ? result : JSON.stringify(result);
}
