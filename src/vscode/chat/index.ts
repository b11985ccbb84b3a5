import * as vscode from "vscode";
import type { Conversation } from "../../chat/conversation";
import type { ProblemView } from "../../chat/protocol";
import { isProblem, type MistralClient } from "../../mistral/client";
import { cureOf, sentenceOf } from "../../mistral/errors";
import type { Core, CoreModule } from "../core";
import type { Log } from "../log";
import type { Exclusion } from "../workspace/exclusion";
import type { Keys } from "../mistral/keys";
import type { ModelsInUse } from "../mistral/modelsInUse";
import type { Settings } from "../settings";
import { placeOf } from "./place";
import { ChatView } from "./view";
import { Workspace } from "./workspace";

export interface ChatParts {
  readonly context: vscode.ExtensionContext;
  readonly client: MistralClient;
  readonly core: Core;
  readonly models: Pick<ModelsInUse, "chat" | "abilitiesOf">;
  readonly keys: Keys;
  readonly settings: Settings;
  readonly exclusion: Exclusion;
  readonly log: Log;
}

/** The chat: its view at once, its conversation when it is first needed. */
export class Chat implements vscode.Disposable {
  private readonly workspace: Workspace;
  private readonly view: ChatView;
  private opening: Promise<Conversation> | undefined;
  private readonly opened: vscode.Disposable[] = [];
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly parts: ChatParts) {
    this.workspace = new Workspace(parts.exclusion);
    this.view = new ChatView({
      extensionUri: parts.context.extensionUri,
      workspace: this.workspace,
      vault: parts.client.vault,
      conversation: () => this.conversation(),
      log: parts.log,
    });
    this.subscriptions = [
      vscode.window.registerWebviewViewProvider("codestral.chat", this.view),
      this.view,
      parts.keys.onDidChange(() => this.updateBlocked()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("codestral.server")) {
          void this.updateBlocked();
        }
      }),
    ];
  }

  async focus(): Promise<void> {
    await vscode.commands.executeCommand("codestral.chat.focus");
    this.view.post({ type: "focus" });
  }

  async newChat(): Promise<void> {
    await (await this.conversation()).startOver();
    await this.focus();
  }

  async stop(): Promise<void> {
    await (await this.opening)?.stop();
  }

  /** Sends a message as if it had been typed. */
  async ask(text: string, document: vscode.TextDocument, range: vscode.Range): Promise<void> {
    await this.focus();
    const place = placeOf(document, range, this.workspace);
    const characters = document.getText(range).length;
    const problem = (await this.conversation()).send(text, place, characters);
    if (problem) {
      void vscode.window.showWarningMessage(problem.sentence);
    }
  }

  dispose(): void {
    for (const disposable of [...this.subscriptions, ...this.opened]) {
      disposable.dispose();
    }
  }

  private conversation(): Promise<Conversation> {
    this.opening ??= this.open();
    return this.opening;
  }

  private async open(): Promise<Conversation> {
    const { client, core, models, log } = this.parts;
    const { Conversation, History, TOOLS, openDatabase } = await core.load();
    const history = new History(await this.openHistory(openDatabase), workspaceKey());
    const conversation = new Conversation({
      client,
      history,
      workspace: this.workspace,
      tools: TOOLS,
      chooseModel: (signal) => models.chat(signal),
      abilitiesOf: (model) => models.abilitiesOf(model),
      post: (message) => {
        this.view.post(message);
        if (message.type === "status") {
          void vscode.commands.executeCommand("setContext", "codestral.chatBusy", message.status.busy);
        }
      },
      failed: (error) => log.error("The chat failed.", error),
    });
    conversation.setBlocked(await this.whyBlocked());
    this.opened.push(new vscode.Disposable(() => conversation.dispose()), new vscode.Disposable(() => history.close()));
    return conversation;
  }

  /** The chat works without a place to keep it, and says once that it is not kept. */
  private async openHistory(openDatabase: CoreModule["openDatabase"]) {
    const { context, log } = this.parts;
    try {
      const file = vscode.Uri.joinPath(context.globalStorageUri, "history.db").fsPath;
      return await openDatabase(file, (movedTo) => {
        void vscode.window.showWarningMessage(
          `The chat history was damaged and begins anew. The old file is kept: ${movedTo}`,
        );
      });
    } catch (error) {
      log.error("The chat history cannot be opened.", error);
      void vscode.window.showWarningMessage(
        "The chat history cannot be kept on this disk; this chat ends with the window. The log says why.",
      );
      return openDatabase(":memory:", () => {});
    }
  }

  private async updateBlocked(): Promise<void> {
    (await this.opening)?.setBlocked(await this.whyBlocked());
  }

  private async whyBlocked(): Promise<ProblemView | undefined> {
    const connection = await this.parts.client.connect("chat");
    return isProblem(connection) ? { sentence: sentenceOf(connection), action: cureOf(connection) } : undefined;
  }
}

/** Tells this workspace's conversation from another's. */
function workspaceKey(): string {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  return (workspaceFile ?? workspaceFolders?.[0]?.uri)?.toString() ?? "";
}
