import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

export interface PanelParts {
  /** The view's type, such as `codestral.usage`. */
  readonly id: string;
  readonly title: string;
  /** What its links may run; the page has no script that could ask for anything else. */
  readonly commands: readonly string[];
  /** The page's HTML now. */
  html(nonce: string): string | Promise<string>;
}

/** A page while it changes is drawn no more often than this. */
const EVERY_MS = 1_000;

/** A tab with a page that is drawn on our side. The editor keeps the page's scroll position when it is drawn anew. */
export class Panel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: PanelParts) {}

  /** Opens the tab, or brings it to the front, with what there is now. */
  async show(): Promise<void> {
    if (this.panel) {
      this.panel.reveal();
    } else {
      this.open();
    }
    await this.draw();
  }

  /** Draws it anew if it is open. */
  async draw(): Promise<void> {
    const { panel } = this;
    if (panel) {
      const html = await this.parts.html(randomBytes(16).toString("base64"));
      if (this.panel === panel) {
        panel.webview.html = html;
      }
    }
  }

  /** Draws it anew in a moment, if anybody sees it. */
  changed(): void {
    if (this.panel?.visible) {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        void this.draw();
      }, EVERY_MS);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
  }

  private open(): void {
    const { id, title, commands } = this.parts;
    const panel = vscode.window.createWebviewPanel(id, title, vscode.ViewColumn.Active, {
      enableScripts: false,
      enableCommandUris: commands,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
      clearTimeout(this.timer);
      this.timer = undefined;
    });
    // What happens while it is behind other tabs is seen when it comes to the front again.
    let isStale = false;
    panel.onDidChangeViewState(() => {
      if (isStale && panel.visible) {
        void this.draw();
      }
      isStale = !panel.visible;
    });
    this.panel = panel;
  }
}

/** Asks whether that is meant. @returns whether it is */
export async function confirmDeletion(question: string, detail: string): Promise<boolean> {
  const button = "Delete";
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}
