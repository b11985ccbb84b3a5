import * as vscode from "vscode";
import { Exclusion } from "../../../src/vscode/workspace/exclusion";
import { Settings } from "../../../src/vscode/settings";

/** For tests of something else: every file may be read. */
export const NO_EXCLUSION = { why: () => undefined, sentence: () => undefined };

/** The rules that ship, with the settings as they are; ready once the workspace's ignore files are read. */
export async function exclusionOfThisWindow(): Promise<Exclusion> {
  const exclusion = new Exclusion(new Settings({ warn: () => {} }), { warn: () => {} });
  await ready(exclusion);
  return exclusion;
}

/** Resolves when the ignore files have been read. */
export function ready(exclusion: Exclusion): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const isReady = () => !folder || exclusion.whyNamed(vscode.Uri.joinPath(folder.uri, "any.txt"))?.rule !== "loading";
  return new Promise((resolve) => {
    if (isReady()) {
      resolve();
      return;
    }
    const listening = exclusion.onDidChange(() => {
      if (isReady()) {
        listening.dispose();
        resolve();
      }
    });
  });
}
