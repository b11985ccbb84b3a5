import * as vscode from "vscode";
import type { PlaceView } from "../../chat/protocol";
import { locateToShow } from "../../workspace/locate";
import { uriOf } from "./addresses";
import type { Folders } from "./folders";

/** Shows a place in an editor. A path that a model made up says so instead. */
export async function openPlace(place: PlaceView, folders: Folders): Promise<void> {
  const located = await locateToShow(place.path, folders);
  if (located.kind === "refused") {
    void vscode.window.showWarningMessage(located.reason);
    return;
  }
  const uri =
    located.kind === "untitled" ? vscode.Uri.from({ scheme: "untitled", path: located.name }) : uriOf(located.address);
  const start = Math.max(0, (place.startLine ?? 1) - 1);
  const end = Math.max(start, (place.endLine ?? place.startLine ?? 1) - 1);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(start, 0, end, 0), preview: true });
}
