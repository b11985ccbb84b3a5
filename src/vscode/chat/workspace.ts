import { createReadStream } from "node:fs";
import * as vscode from "vscode";
import type { WorkspacePort } from "../../chat/workspace";
import type { Exclusion } from "../workspace/exclusion";
import { Folders } from "../workspace/folders";

/** The open workspace, for the chat's tools. */
export class Workspace extends Folders implements WorkspacePort {
  constructor(readonly exclusion: Pick<Exclusion, "why" | "sentence">) {
    super();
  }

  excluded(path: string): string | undefined {
    return this.exclusion.sentence(this.uriOf(path));
  }

  async *read(path: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
    const uri = this.uriOf(path);
    const excluded = this.exclusion.sentence(uri);
    if (excluded !== undefined) {
      throw new Error(excluded);
    }
    const unsaved = vscode.workspace.textDocuments.find(
      (open) => open.isDirty && open.uri.toString() === uri.toString(),
    );
    if (unsaved) {
      yield new TextEncoder().encode(unsaved.getText());
    } else if (uri.scheme === "file") {
      yield* createReadStream(uri.fsPath, { signal }) as AsyncIterable<Uint8Array>;
    } else {
      yield await vscode.workspace.fs.readFile(uri);
    }
  }

  override untitled(name: string): string | undefined {
    const document = vscode.workspace.textDocuments.find((open) => open.isUntitled && open.uri.path === name);
    return document && this.exclusion.why(document.uri) ? undefined : document?.getText();
  }
}
