import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Consent } from "../../chat/consent";
import type { Conversation, ConversationParts } from "../../chat/conversation";
import { effortOf } from "../../chat/effort";
import type { ChatList } from "../../chat/chatList";
import type { History } from "../../chat/history";
import type { Lease } from "../../chat/lease";
import type { Cure, ProblemView, ToWebview, TurnPlace } from "../../chat/protocol";
import { isProblem, type MistralClient } from "../../mistral/client";
import { systemClock } from "../../mistral/clock";
import { cureOf, sentenceOf } from "../../mistral/errors";
import type { Health } from "../../mistral/health";
import type { Core } from "../core";
import type { Log } from "../log";
import type { Exclusion } from "../workspace/exclusion";
import type { Keys } from "../mistral/keys";
import type { ModelsInUse } from "../mistral/modelsInUse";
import type { Settings } from "../settings";
import { placeOf } from "./place";
import { SETTINGS } from "./settings";
import { ChatView } from "./view";
import { Workspace } from "../workspace/workspace";
import { workspaceKey } from "../workspace/workspaceKey";

export interface ChatParts {
  readonly context: vscode.ExtensionContext;
  readonly client: MistralClient;
  readonly core: Core;
  readonly models: Pick<ModelsInUse, "chat" | "abilitiesOf">;
  readonly keys: Keys;
  readonly health: Pick<Health, "failureOf" | "onDidChange">;
  readonly settings: Settings;
  readonly exclusion: Exclusion;
  readonly log: Log;
  readonly costOf: ConversationParts["costOf"];
}

/** What was said, and why it ends with the window if it does. */
interface KeptHistory {
  readonly history: History;
  readonly list: ChatList;
  readonly lease: Lease;
  readonly notice: ProblemView | undefined;
}

/** What people do about a problem with keys or their servers. */
const ABOUT_KEYS: readonly Cure[] = ["setApiKey", "manageApiKeys"];

/** The chat: its view at once, its conversation when it is first needed. */
export class Chat implements vscode.Disposable {
  private readonly workspace: Workspace;
  private readonly view: ChatView;
  private openingHistory: Promise<KeptHistory> | undefined;
  private opening: Promise<Conversation> | undefined;
  private isOpen = false;
  /** Nothing is asked before there is a conversation. */
  private answer: Consent["answer"] = () => false;
  private choosing = new AbortController();
  private readonly closing = new AbortController();
  private wasFailing = false;
  private readonly opened: vscode.Disposable[] = [];
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly parts: ChatParts) {
    this.workspace = new Workspace(parts.exclusion);
    this.view = new ChatView({
      extensionUri: parts.context.extensionUri,
      workspace: this.workspace,
      secretsOf: (text) => parts.client.secretsOf(text),
      conversation: () => this.conversation(),
      answer: (question, choice) => this.answer(question, choice),
      remembered: (from) => this.remembered(from),
      history: async () => (await this.kept()).history,
      log: parts.log,
    });
    this.subscriptions = [
      vscode.window.registerWebviewViewProvider("codestral.chat", this.view),
      this.view,
      parts.keys.onDidChange(() => this.settle(ABOUT_KEYS, "A key has been set since")),
      parts.health.onDidChange(() => this.lookAtHealth()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("codestral.server")) {
          void this.settle([...ABOUT_KEYS, "openSettings"], "The server has been changed since");
        } else if (event.affectsConfiguration("codestral.chat.model")) {
          void this.settle(["pickChatModel"], "Another model has been chosen since");
        }
      }),
      new vscode.Disposable(() => this.choosing.abort()),
      new vscode.Disposable(() => this.closing.abort()),
    ];
  }

  async focus(): Promise<void> {
    await vscode.commands.executeCommand("codestral.chat.focus");
    this.view.focus();
  }

  async newChat(): Promise<void> {
    await (await this.conversation()).startOver();
    await this.focus();
  }

  /** All chats of this workspace, to be searched, opened and put in order. */
  async showChats(): Promise<void> {
    const { client, settings, log } = this.parts;
    const [{ showChats }, { list, history }, conversation] = await Promise.all([
      import("./later"),
      this.kept(),
      this.conversation(),
    ]);
    const redactor = await client.redactor();
    await showChats({
      ...{ list, history, conversation, log },
      redact: (text) => redactor.take(text),
      archiveAfterDays: () => settings.get(SETTINGS.archiveAfterDays),
      focus: () => this.focus(),
    });
  }

  async deleteAll(): Promise<void> {
    const { deleteChats, grantsOf } = await import("./later");
    await deleteChats(await this.conversation(), grantsOf(this.parts.context.workspaceState));
  }

  /** Shows what was allowed and forbidden, to take it back. */
  async showPermissions(): Promise<void> {
    const { grantsOf, showPermissions } = await import("./later");
    const shown = (await this.opening?.catch(() => undefined))?.snapshot();
    const conversation = shown?.type === "snapshot" ? shown.conversation : undefined;
    await showPermissions(grantsOf(this.parts.context.workspaceState), conversation);
  }

  async stop(): Promise<void> {
    await (await this.opening)?.stop();
  }

  /** Sends a message as if it had been typed. */
  async ask(text: string, document: vscode.TextDocument, range: vscode.Range): Promise<void> {
    await this.focus();
    const place = placeOf(document, range, this.workspace);
    const characters = document.getText(range).length;
    const problem = (await this.conversation()).send(text, place, { quoted: characters });
    if (problem) {
      void vscode.window.showWarningMessage(problem.sentence);
    }
  }

  dispose(): void {
    for (const disposable of [...this.subscriptions, ...this.opened]) {
      disposable.dispose();
    }
  }

  /** The next one who wants it tries again if it cannot be had. */
  private conversation(): Promise<Conversation> {
    this.opening ??= this.open().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  /** What was said before, until the conversation itself is there. */
  private async remembered(from: TurnPlace | undefined): Promise<ToWebview | undefined> {
    const [{ history, lease }, { rememberedBy }] = await Promise.all([this.kept(), import("./later")]);
    return this.isOpen || lease.isElsewhere ? undefined : rememberedBy(history, lease, from);
  }

  private kept(): Promise<KeptHistory> {
    this.openingHistory ??= this.openHistory().catch((error: unknown) => {
      this.openingHistory = undefined;
      throw error;
    });
    return this.openingHistory;
  }

  private async open(): Promise<Conversation> {
    const { client, core, models, settings, costOf, log } = this.parts;
    const [{ history, lease, notice }, { Conversation, TOOLS }, blocked] = await Promise.all([
      this.kept(),
      core.load(),
      this.whyBlocked(),
    ]);
    const { untilFree, consentOf, Asked } = await import("./later");
    const asked = new Asked();
    const consent = consentOf(this.workspace, this.parts.context.workspaceState);
    this.answer = (question, choice) => consent.answer(question, choice);
    await untilFree(lease, systemClock, this.closing.signal);
    const conversation = new Conversation({
      client,
      history,
      lease,
      notice,
      workspace: this.workspace,
      tools: TOOLS,
      consent,
      chooseModel: (signal) => models.chat(signal),
      abilitiesOf: (model) => models.abilitiesOf(model),
      costOf,
      reasoningEffort: () => effortOf(settings.get(SETTINGS.reasoningEffort)),
      answerBudget: () => settings.get(SETTINGS.answerBudget),
      post: (message) => {
        if (message.type === "status") {
          void vscode.commands.executeCommand("setContext", "codestral.chatBusy", message.status.busy);
          asked.tell(message.status.question, this.view.shown);
        }
        return this.view.post(message);
      },
      failed: (error) => log.error("The chat failed.", error),
    });
    conversation.setBlocked(blocked);
    this.isOpen = true;
    this.opened.unshift(new vscode.Disposable(() => conversation.dispose()));
    void this.showModel(conversation);
    return conversation;
  }

  /** The chat works without a place to keep it, and says that it is not kept. */
  private async openHistory(): Promise<KeptHistory> {
    const { context, log } = this.parts;
    const { ChatList, History, isRunning, Lease, openDatabaseOrMemory, windowKey, withoutSecrets } = await import(
      "./later"
    );
    const { database, notice } = await openDatabaseOrMemory(
      vscode.Uri.joinPath(context.globalStorageUri, "history.db").fsPath,
      (movedTo) => {
        void vscode.window.showWarningMessage(
          `The chat history was damaged and begins anew. The old file is kept: ${movedTo}`,
        );
      },
      (error) => log.error("The chat history cannot be opened.", error),
    );
    let isNew = false;
    const key = workspaceKey() || (await windowKey(context.workspaceState, () => (isNew = true)));
    const history = new History(database, key);
    const list = new ChatList(database, key, withoutSecrets);
    this.opened.push(new vscode.Disposable(() => history.close()));
    if (isNew) {
      // Windows without a folder once shared a key.
      history.adopt("");
    }
    const owner = { pid: process.pid, session: randomUUID() };
    return { history, list, lease: new Lease(history, { owner, now: () => Date.now(), isRunning }), notice };
  }

  /** Something has been done that may be the cure of a problem: every sign of it ends. */
  private async settle(actions: readonly Cure[], what: string): Promise<void> {
    const conversation = await this.opening?.catch(() => undefined);
    if (conversation) {
      conversation.setBlocked(await this.whyBlocked());
      void this.showModel(conversation);
      conversation.settle(actions, `${what}; the question can be asked again.`);
    }
  }

  private lookAtHealth(): void {
    const isFailing = this.parts.health.failureOf("chat") !== undefined;
    if (this.wasFailing && !isFailing) {
      void this.settle(ABOUT_KEYS, "The server answers this key now");
    }
    this.wasFailing = isFailing;
  }

  /** The model that will answer, before anything is asked of it. What goes wrong is said when something is. */
  private async showModel(conversation: Conversation): Promise<void> {
    this.choosing.abort();
    this.choosing = new AbortController();
    const { signal } = this.choosing;
    const choice = await this.parts.models.chat(signal).catch(() => undefined);
    if (choice && !signal.aborted && !isProblem(choice)) {
      conversation.setModel(choice.model);
    }
  }

  private async whyBlocked(): Promise<ProblemView | undefined> {
    const connection = await this.parts.client.connect("chat");
    if (!isProblem(connection)) {
      return undefined;
    }
    const { keyHint } = await import("./later");
    const hint = connection.kind === "noKey" ? keyHint(this.parts.keys.server()) : undefined;
    return {
      ...{ sentence: sentenceOf(connection), action: cureOf(connection) },
      ...(hint && { hint: { url: hint.url, label: `Make a key at ${hint.place}.`, about: hint.costs } }),
    };
  }
}
