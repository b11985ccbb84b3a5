import * as vscode from "vscode";
import type { Access } from "../../mistral/client";
import type { Log } from "../log";
import type { Settings } from "../settings";

const SECRET = "codestral.apiKey";

/** Where the key comes from: SecretStorage first, then the environment. It is kept nowhere else. */
export class Keys implements Access, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when a key was stored or removed, in this window or another. */
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;
  /** Looked up once and after each change: a look-up crosses to another process, and a key is needed at each keystroke. */
  private stored: Promise<string | undefined> | undefined;

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    this.subscription = secrets.onDidChange((event) => {
      if (event.key === SECRET) {
        this.stored = undefined;
        this.changed.fire();
      }
    });
  }

  server(): string {
    return this.settings.get("server");
  }

  async key(): Promise<string | undefined> {
    this.stored ??= this.lookUp();
    return (await this.stored) || process.env["MISTRAL_API_KEY"]?.trim() || undefined;
  }

  /** Where the system's keyring does not work, the environment still may. */
  private async lookUp(): Promise<string | undefined> {
    try {
      return await this.secrets.get(SECRET);
    } catch (error) {
      this.log.error("VS Code's secret storage cannot be read.", error);
      return undefined;
    }
  }

  async store(key: string): Promise<void> {
    await this.secrets.store(SECRET, key);
    this.stored = undefined;
  }

  /** @returns whether the environment still provides a key */
  async clear(): Promise<boolean> {
    await this.secrets.delete(SECRET);
    this.stored = undefined;
    return (await this.key()) !== undefined;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
