import * as vscode from "vscode";
import type { GrammarFiles } from "../../completion/syntax/grammars";
import type { Log } from "../log";

/** The grammars as they were installed with the extension. */
export function installedGrammars(extensionUri: vscode.Uri, log: Log): GrammarFiles {
  const directory = vscode.Uri.joinPath(extensionUri, "dist", "grammars");
  return {
    read: async (file) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(directory, file)),
    failed: (grammar, error) =>
      log.error(`The grammar ${grammar} could not be loaded: indentation tells where suggestions end.`, error),
  };
}
