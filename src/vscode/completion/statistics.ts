import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Learning } from "../../completion/learning/learning";
import type { Log } from "../log";
import { DELETE_COMMAND, pageOf } from "./statisticsPage";

/** The page that shows how ghost text has fared. */
export class StatisticsPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;

  constructor(
    private readonly learning: Pick<Learning, "load" | "tallies" | "deleteAll">,
    private readonly log: Pick<Log, "error">,
  ) {}

  async show(): Promise<void> {
    await this.learning.load();
    if (this.panel) {
      this.panel.reveal();
      this.draw();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      "codestral.completionStatistics",
      "Completion Statistics",
      vscode.ViewColumn.Active,
      { enableScripts: false, enableCommandUris: [DELETE_COMMAND], localResourceRoots: [] },
    );
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    // What happens while it is behind other tabs is seen when it comes to the front again.
    let isStale = false;
    panel.onDidChangeViewState(() => {
      if (isStale && panel.visible) {
        this.draw();
      }
      isStale = !panel.visible;
    });
    this.panel = panel;
    this.draw();
  }

  /** Asks whether that is meant, and forgets everything that was learnt. */
  async deleteAll(): Promise<void> {
    const button = "Delete";
    const detail = "Everything that ghost text has learnt from you is forgotten too. This cannot be undone.";
    const question = "Delete the statistics of ghost text?";
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, button)) !== button) {
      return;
    }
    await this.learning.load();
    try {
      this.learning.deleteAll();
    } catch (error) {
      this.log.error("The statistics of ghost text could not be deleted.", error);
      void vscode.window.showErrorMessage("The statistics could not be deleted. The log says why.");
    }
    this.draw();
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private draw(): void {
    if (this.panel) {
      const nonce = randomBytes(16).toString("base64");
      this.panel.webview.html = pageOf(this.tallies(), Date.now(), nonce);
    }
  }

  private tallies() {
    try {
      return this.learning.tallies();
    } catch (error) {
      this.log.error("The statistics of ghost text cannot be read.", error);
      return undefined;
    }
  }
}
