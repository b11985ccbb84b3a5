import type * as vscode from "vscode";
import type { KeyManager } from "./manageKeys";
import type { KeyParts } from "./manageKeys/parts";
import type { PickParts } from "./pickModel";
import type { TryParts } from "./tryConnection";

/** What a person does with keys and models, loaded when it is first done. */
export class KeysAndModels implements vscode.Disposable {
  private managing: KeyManager | undefined;

  constructor(readonly parts: KeyParts & PickParts & TryParts) {}

  load() {
    return import("./later");
  }

  async manager(): Promise<KeyManager> {
    const { KeyManager } = await this.load();
    this.managing ??= new KeyManager(this.parts);
    return this.managing;
  }

  dispose(): void {}
}
