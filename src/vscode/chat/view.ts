import { CURE_LABELS } from "../../mistral/errors";
import * as vscode from "vscode";
import type { Conversation } from "../../chat/conversation";
import type { History } from "../../chat/history";
import type { Choice, FromWebview, ProblemView, ToWebview, TurnPlace } from "../../chat/protocol";
import type { FileSecrets } from "../../mistral/privacy/fileSecrets";
import type { Log } from "../log";
import { runCure } from "../cure";
import { pageOf } from "./html";
import { openPlace } from "../workspace/openPlace";
import { activePlace, surroundings } from "./place";
import { THEME_SETTINGS } from "./themeSettings";
import type { Workspace } from "../workspace/workspace";

export interface ChatViewParts {
  readonly extensionUri: vscode.Uri;
  readonly workspace: Workspace;
  /** Of a file's text: what goes from the chat into it has its own secrets again, and no others. */
  secretsOf(text: string): Pick<FileSecrets, "restore" | "foreignIn">;
  conversation(): Promise<Conversation>;
  /** The person's word on a question. @returns false, and does nothing, if it is not asked now */
  answer(question: string, choice: Choice): boolean;
  /** What was on the screen last; undefined once the conversation is there. */
  remembered(from: TurnPlace | undefined): Promise<ToWebview | undefined>;
  history(): Promise<Pick<History, "draft" | "keepDraft">>;
  readonly log: Pick<Log, "error">;
}

const NOT_STARTED: ProblemView = {
  sentence: "The chat could not be started; the log says why. Sending tries again.",
  action: "showLog",
};

/** The sidebar's webview: passes messages between the conversation and its face. */
export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  /** Whether the page listens. */
  private isReady = false;
  private isFocusWanted = false;
  private readonly themes: vscode.Disposable;
  private lastEditor = vscode.window.activeTextEditor;
  private readonly editors: vscode.Disposable;

  constructor(private readonly parts: ChatViewParts) {
    this.themes = vscode.Disposable.from(
      vscode.window.onDidChangeActiveColorTheme(() => this.postTokenColors()),
      // A theme that is picked is active before the settings name it.
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (THEME_SETTINGS.some((setting) => event.affectsConfiguration(setting))) {
          void this.postTokenColors();
        }
      }),
    );
    // A click into the webview takes the focus from the editor, and code goes where the person worked last.
    this.editors = vscode.window.onDidChangeActiveTextEditor((editor) => {
      this.lastEditor = editor ?? this.lastEditor;
      if (editor && this.view) {
        void this.postExamples();
      }
    });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const { webview } = view;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.parts.extensionUri, "dist")],
    };
    const listening = webview.onDidReceiveMessage((value: unknown) => {
      this.hear(value).catch((error: unknown) => this.parts.log.error("The chat's page cannot be listened to.", error));
    });
    // The page of a hidden view is gone, and another comes with the view.
    view.onDidChangeVisibility(() => {
      this.isReady &&= view.visible;
    });
    view.onDidDispose(() => {
      listening.dispose();
      this.view = undefined;
      this.isReady = false;
    });
    webview.html = pageOf(webview, this.parts.extensionUri);
  }

  /** The view, from when it was first opened. */
  get shown(): vscode.WebviewView | undefined {
    return this.view;
  }

  /** @returns whether a page listens */
  post(message: ToWebview): boolean {
    void this.view?.webview.postMessage(message);
    return this.isReady;
  }

  /** Puts the caret into the message box, as soon as there is one: who opens the chat types on at once. */
  focus(): void {
    this.isFocusWanted = !this.isReady;
    if (this.isReady) {
      this.post({ type: "focus" });
    }
  }

  dispose(): void {
    this.themes.dispose();
    this.editors.dispose();
  }

  /** What is no message of the protocol does nothing. */
  private async hear(value: unknown): Promise<void> {
    const { fromWebview } = await import("./later");
    const message = fromWebview(value);
    await (message &&
      this.receive(message).catch((error: unknown) =>
        this.parts.log.error(`The chat could not do “${message.type}”.`, error),
      ));
  }

  private async receive(message: FromWebview): Promise<void> {
    switch (message.type) {
      case "ready":
        await this.begin(message.from);
        break;
      case "draft":
        // At once: a window that is closed gives no time for it.
        (await this.parts.history()).keepDraft(message.text);
        break;
      case "send":
        await this.send(message);
        break;
      case "queued":
        await this.queued(message);
        break;
      case "stop":
        await (await this.parts.conversation()).stop();
        break;
      case "newChat":
        await (await this.parts.conversation()).startOver();
        break;
      case "copy":
        await vscode.env.clipboard.writeText(message.text);
        break;
      case "insert":
        await this.insert(message.text);
        break;
      case "openPlace":
        await openPlace(message.place, this.parts.workspace);
        break;
      case "openLink":
        await openLink(message.url);
        break;
      case "askAgain":
        await (await this.parts.conversation()).askAgain(message.question, message.shown);
        break;
      case "showBranch":
        (await this.parts.conversation()).showBranch(message.question, message.shown);
        break;
      case "answer":
        if (this.parts.answer(message.question, message.choice)) {
          this.focus();
        }
        break;
      case "action":
        await this.act(message.action);
        break;
    }
  }

  /** The page knows nothing yet. What was there before is shown first, then what takes longer to find out. */
  private async begin(from: TurnPlace | undefined): Promise<void> {
    const { parts } = this;
    this.isReady = true;
    if (this.isFocusWanted) {
      this.focus();
    }
    const opening = parts.conversation();
    // It is awaited below, and is not to be reported twice.
    opening.catch(() => {});
    this.post({ type: "labels", cures: CURE_LABELS });
    const colors = this.postTokenColors();
    await Promise.all([this.postRemembered(from), this.postExamples()]).catch((error: unknown) =>
      parts.log.error("What was in the chat before cannot be read.", error),
    );
    try {
      (await opening).show(from);
    } catch (error) {
      this.post({ type: "status", status: { busy: false, notice: NOT_STARTED } });
      throw error;
    }
    await colors;
  }

  private async postRemembered(from: TurnPlace | undefined): Promise<void> {
    this.post({ type: "draft", text: (await this.parts.history()).draft() });
    const shown = await this.parts.remembered(from);
    if (shown) {
      this.post(shown);
    }
  }

  private async postExamples(): Promise<void> {
    const { examplesFor } = await import("./later");
    this.post({ type: "examples", examples: examplesFor(await surroundings(this.parts.workspace)) });
  }

  private async queued({ id, become }: Extract<FromWebview, { type: "queued" }>): Promise<void> {
    const conversation = await this.parts.conversation();
    if (become === "sent") {
      await conversation.sendQueued(id);
      return;
    }
    const text = conversation.unqueue(id);
    if (become === "edited" && text !== undefined) {
      this.post({ type: "edit", text });
    }
  }

  private async send({ sendId, text, atOnce }: Extract<FromWebview, { type: "send" }>): Promise<void> {
    const conversation = await this.parts.conversation().catch((error: unknown) => {
      // The draft must not stay behind a button that does nothing.
      this.post({ type: "rejected", sendId, problem: NOT_STARTED });
      throw error;
    });
    const problem = conversation.send(text, activePlace(this.parts.workspace), { atOnce });
    this.post(problem ? { type: "rejected", sendId, problem } : { type: "accepted", sendId });
  }

  private async act(action: Extract<FromWebview, { type: "action" }>["action"]): Promise<void> {
    if (action === "continue") {
      (await this.parts.conversation()).goOn();
    } else {
      await runCure(action);
    }
  }

  private async insert(given: string): Promise<void> {
    const editor = vscode.window.activeTextEditor ?? this.lastEditor;
    const secrets = this.parts.secretsOf(editor && !editor.document.isClosed ? editor.document.getText() : "");
    const text = secrets.restore(given);
    if (secrets.foreignIn(text) !== undefined) {
      void vscode.window.showWarningMessage(
        "Not inserted: the code has another file's secret. Copy it, and write the secret yourself.",
      );
      return;
    }
    if (!editor || editor.document.isClosed) {
      const document = await vscode.workspace.openTextDocument({ content: text });
      await vscode.window.showTextDocument(document);
      return;
    }
    const shown = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    const done = await shown.edit((edit) => {
      for (const selection of shown.selections) {
        edit.replace(selection, text);
      }
    });
    if (!done) {
      void vscode.window.showWarningMessage("The code could not be inserted: the file is read-only. Copy it instead.");
    }
  }

  private async postTokenColors(): Promise<void> {
    if (this.view) {
      const { themeTokenColors } = await import("./later");
      this.post({ type: "tokenColors", colors: await themeTokenColors() });
    }
  }
}

/** Only web addresses and mail; a link in an answer never runs a command or opens a file. */
async function openLink(url: string): Promise<void> {
  if (/^(?:https?|mailto):/i.test(url)) {
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }
}
