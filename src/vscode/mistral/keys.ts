import * as vscode from "vscode";
import type { Access } from "../../mistral/client";
import type { Settings } from "../settings";

const SECRET = "codestral.apiKey";

/** Where the key comes from: SecretStorage first, then the environment. It is kept nowhere else. */
export class Keys implements Access, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when a key was stored or removed, in this window or another. */
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly settings: Settings,
  ) {
    this.subscription = secrets.onDidChange((event) => event.key === SECRET && this.changed.fire());
  }

  server(): string {
    return this.settings.get("server");
  }

  async key(): Promise<string | undefined> {
    return (await this.secrets.get(SECRET)) || process.env["MISTRAL_API_KEY"]?.trim() || undefined;
  }

  async store(key: string): Promise<void> {
    await this.secrets.store(SECRET, key);
  }

  /** @returns whether the environment still provides a key */
  async clear(): Promise<boolean> {
    await this.secrets.delete(SECRET);
    return (await this.key()) !== undefined;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
