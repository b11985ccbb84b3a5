import { realpath } from "node:fs/promises";
import * as vscode from "vscode";
import type { Misfit } from "../../edits/applyAnswer";
import { newFilePath } from "../../edits/newFilePath";
import type { Exclusion } from "../workspace/exclusion";
import { exists } from "./apply";

/** Where the file that a model wants to add would be: within the folder of the code it is for, and not there yet. */
export async function placeNewFile(
  path: string,
  beside: vscode.Uri,
  exclusion: Pick<Exclusion, "sentence">,
): Promise<{ readonly uri: string } | Misfit> {
  const folder = vscode.workspace.getWorkspaceFolder(beside);
  if (!folder) {
    return { sentence: "Open the file's folder first: a new file needs a workspace folder to go to." };
  }
  const allowed = newFilePath(path);
  if ("sentence" in allowed) {
    return allowed;
  }
  const uri = vscode.Uri.joinPath(folder.uri, allowed.relative);
  if (await exists(uri)) {
    return {
      sentence: `${allowed.relative} exists already; nothing was written. Rename it, or ask with “Refactor…” in that file.`,
    };
  }
  if (uri.scheme === "file" && !(await staysWithin(uri, folder.uri))) {
    return { sentence: `${allowed.relative} leads out of the workspace through a link; nothing was written.` };
  }
  const excluded = exclusion.sentence(uri);
  if (excluded !== undefined) {
    return { sentence: `The model wants to write to ${allowed.relative}; nothing was written. ${excluded}` };
  }
  return { uri: uri.toString() };
}

/** Whether the nearest folder that exists lies, links followed, within `folder`. */
async function staysWithin(uri: vscode.Uri, folder: vscode.Uri): Promise<boolean> {
  const root = await realpath(folder.fsPath);
  for (
    let at = vscode.Uri.joinPath(uri, "..");
    at.path.length >= folder.path.length;
    at = vscode.Uri.joinPath(at, "..")
  ) {
    if (await exists(at)) {
      const real = await realpath(at.fsPath);
      return real === root || real.startsWith(root.endsWith("/") ? root : `${root}/`) || real.startsWith(`${root}\\`);
    }
  }
  return false;
}
