import * as vscode from "vscode";
import type { Misfit } from "../../edits/applyAnswer";
import { locateNew } from "../../workspace/locate";
import { addressOf, uriOf } from "../workspace/addresses";
import type { Workspace } from "../workspace/workspace";

/** Where the file that a model wants to add would be: within the folder of the code it is for, and not there yet. */
export async function placeNewFile(
  path: string,
  beside: vscode.Uri,
  workspace: Workspace,
): Promise<{ readonly uri: string } | Misfit> {
  const folder = vscode.workspace.getWorkspaceFolder(beside);
  if (!folder) {
    return { sentence: "Open the file's folder first: a new file needs a workspace folder to go to." };
  }
  const place = await locateNew(path, { name: folder.name, ...addressOf(folder.uri) }, workspace);
  return place.kind === "new"
    ? { uri: uriOf(place.address).toString() }
    : { sentence: `Nothing was written. ${place.reason}` };
}
