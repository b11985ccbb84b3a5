import * as vscode from "vscode";
import type { Learning } from "../../completion/learning/learning";
import type { Log } from "../log";
import { confirmDeletion, Panel } from "../pages/panel";
import { DELETE_COMMAND, pageOf } from "./statisticsPage";

/** The page that shows how ghost text has fared. */
export class StatisticsPanel implements vscode.Disposable {
  private readonly panel = new Panel({
    id: "codestral.completionStatistics",
    title: "Completion Statistics",
    commands: [DELETE_COMMAND],
    html: (nonce) => pageOf(this.tallies(), Date.now(), nonce),
  });

  constructor(
    private readonly learning: Pick<Learning, "load" | "tallies" | "deleteAll">,
    private readonly log: Pick<Log, "error">,
  ) {}

  async show(): Promise<void> {
    await this.learning.load();
    await this.panel.show();
  }

  /** Asks whether that is meant, and forgets everything that was learnt. */
  async deleteAll(): Promise<void> {
    const detail = "Everything that ghost text has learnt from you is forgotten too. This cannot be undone.";
    if (!(await confirmDeletion("Delete the statistics of ghost text?", detail))) {
      return;
    }
    await this.learning.load();
    try {
      this.learning.deleteAll();
    } catch (error) {
      this.log.error("The statistics of ghost text could not be deleted.", error);
      void vscode.window.showErrorMessage("The statistics could not be deleted. The log says why.");
    }
    await this.panel.draw();
  }

  dispose(): void {
    this.panel.dispose();
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
