import * as vscode from "vscode";
import { removeKey, type StoredKey } from "../../mistral/keys/stored";
import type { Log } from "../log";
import type { Keys } from "./keys";

const PROVIDER = "codestral";
/** VS Code forgets to take its entry for signing in away where the list of scopes is empty. */
const SCOPES = ["api"];

/** The stored keys as accounts in VS Code's Accounts menu, where one can sign in and out. */
export class Accounts implements vscode.AuthenticationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];
  /** As VS Code has been told; undefined until it asks. */
  private told: readonly vscode.AuthenticationSession[] | undefined;

  /** @param add asks for a new key; undefined if the person does not want one after all */
  constructor(
    private readonly keys: Pick<Keys, "keys" | "stored" | "update" | "onDidChange">,
    private readonly add: () => Promise<StoredKey | undefined>,
    private readonly log: Pick<Log, "error">,
  ) {
    this.subscriptions = [
      this.changed,
      vscode.authentication.registerAuthenticationProvider(PROVIDER, "Mistral", this, {
        supportsMultipleAccounts: true,
      }),
      keys.onDidChange(() => {
        void this.compare();
        void this.offerToSignIn();
      }),
    ];
    void this.offerToSignIn();
  }

  async getSessions(
    _scopes?: readonly string[],
    { account }: vscode.AuthenticationProviderSessionOptions = {},
  ): Promise<vscode.AuthenticationSession[]> {
    const sessions = (await this.keys.stored()).map(sessionOf);
    this.told ??= sessions;
    return sessions.filter((session) => account === undefined || session.account.id === account.id);
  }

  async createSession(): Promise<vscode.AuthenticationSession> {
    const key = await this.add();
    if (key === undefined) {
      throw new Error("No API key was added.");
    }
    return sessionOf(key);
  }

  /** Comes from the Accounts menu, which has asked the person. */
  async removeSession(id: string): Promise<void> {
    await this.keys.update((list) => removeKey(list, id));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  private async compare(): Promise<void> {
    const before = this.told ?? [];
    const now = (await this.keys.stored()).map(sessionOf);
    this.told = now;
    // VS Code knows accounts by their label: one that was renamed is another one.
    const isIn = (all: readonly vscode.AuthenticationSession[]) => (one: vscode.AuthenticationSession) =>
      all.some(({ id, account }) => id === one.id && account.label === one.account.label);
    const added = now.filter((one) => !isIn(before)(one));
    const removed = before.filter((one) => !isIn(now)(one));
    if (added.length + removed.length > 0) {
      this.changed.fire({ added, removed, changed: [] });
    }
  }

  /** Puts an entry into the Accounts menu while there is no key; VS Code takes it away when there is one. */
  private async offerToSignIn(): Promise<void> {
    try {
      if ((await this.keys.keys()).length === 0) {
        await vscode.authentication.getSession(PROVIDER, SCOPES, { createIfNone: false });
      }
    } catch (error) {
      this.log.error("VS Code's Accounts menu does not know of the keys.", error);
    }
  }
}

/** A key as VS Code and other extensions may know it. */
export function sessionOf({ id, name }: StoredKey): vscode.AuthenticationSession {
  return {
    id,
    account: { id, label: name },
    scopes: SCOPES,
    // Any extension may ask VS Code for a session, and a careless click grants it. The key stays with us, and this says
    // nothing.
    accessToken: `codestral:${id}`,
  };
}
