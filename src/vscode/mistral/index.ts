import type * as vscode from "vscode";
import { KeyManager } from "./manageKeys";
import type { KeyParts } from "./manageKeys/parts";
import type { PickParts } from "./pickModel";
import type { TryParts } from "./tryConnection";

/** What a person does with keys and models. */
export class KeysAndModels implements vscode.Disposable {
  readonly manager: KeyManager;

  constructor(readonly parts: KeyParts & PickParts & TryParts) {
    this.manager = new KeyManager(parts);
  }

  dispose(): void {}
}
