import { createReadStream } from "node:fs";
import * as vscode from "vscode";
import { sentenceOfExcluded } from "../../mistral/privacy/excluded";
import type { Address } from "../../workspace/address";
import { type NamedBy, refusedRead, refusedWrite } from "../../workspace/classify";
import type { WorkspacePort } from "../../workspace/port";
import { addressOf, uriOf } from "./addresses";
import type { Exclusion } from "./exclusion";
import { Folders } from "./folders";

/** The open workspace, and what of it may be read and written. */
export class Workspace extends Folders implements WorkspacePort {
  constructor(readonly exclusion: Pick<Exclusion, "why" | "whyNamed">) {
    super();
  }

  excluded(address: Address, name: string): string | undefined {
    const excluded = this.exclusion.whyNamed(uriOf(address));
    return excluded && sentenceOfExcluded(name, excluded);
  }

  /**
   * Why a file is not written right now, as a sentence for a person and a model; undefined if it may be. To be asked right before
   * each write, with nothing awaited in between: links may lead elsewhere by then.
   */
  refusedWrite(uri: vscode.Uri, namedBy: NamedBy): string | undefined {
    return refusedWrite(addressOf(uri), namedBy, this);
  }

  async *read(address: Address, signal: AbortSignal, outside?: Address): AsyncIterable<Uint8Array> {
    const refused = refusedRead(address, outside, this);
    if (refused !== undefined) {
      throw new Error(refused);
    }
    const uri = uriOf(address);
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
