import * as vscode from "vscode";

/** One person's secret storage, in which each window has a view of its own, as VS Code keeps it. */
export class SharedSecrets {
  readonly values = new Map<string, string>();
  /** How often it was asked, which costs a way to another process. */
  reads = 0;
  /** What the keyring says instead of doing its work. */
  failure: Error | undefined;
  private readonly windows: vscode.EventEmitter<vscode.SecretStorageChangeEvent>[] = [];

  window(): vscode.SecretStorage & vscode.Disposable {
    const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
    this.windows.push(changed);
    return {
      onDidChange: changed.event,
      get: (key) => {
        this.reads++;
        return this.answer(() => this.values.get(key));
      },
      store: (key, value) => this.answer(() => this.change(key, () => this.values.set(key, value))),
      delete: (key) => this.answer(() => this.change(key, () => this.values.delete(key))),
      dispose: () => changed.dispose(),
    };
  }

  private change(key: string, change: () => unknown): void {
    change();
    for (const window of this.windows) window.fire({ key });
  }

  private async answer<T>(work: () => T): Promise<T> {
    if (this.failure) throw this.failure;
    return work();
  }
}
