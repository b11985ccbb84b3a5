import * as vscode from "vscode";
import { systemClock } from "../../mistral/clock";
import { openDatabase } from "../../completion/learning/database";
import { Learning } from "../../completion/learning/learning";
import { OutcomeStore } from "../../completion/learning/outcomeStore";
import type { Log } from "../log";
import type { StatisticsPanel } from "./statistics";

/** When a window opens, the editor and its other extensions have more to do than they have time. */
const AFTER_START_MS = 1_000;

/** What is learnt of the person, and the page that shows it. */
export interface StartedLearning extends vscode.Disposable {
  readonly learning: Learning;
  /** The page, loaded when it is first wanted. */
  statistics(this: void): Promise<StatisticsPanel>;
}

/** Starts to learn; what was learnt before is read a moment later. */
export function startLearning(storage: vscode.Uri, log: Log): StartedLearning {
  const learning = new Learning(
    {
      open: async () => {
        const file = vscode.Uri.joinPath(storage, "completion.db").fsPath;
        const moved = (to: string) =>
          log.warn(`The statistics of ghost text were damaged and begin anew. The old file is kept: ${to}`);
        return new OutcomeStore(await openDatabase(file, moved));
      },
      read: (uri, { start, end }) => {
        const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
        return document?.getText(new vscode.Range(document.positionAt(start), document.positionAt(end)));
      },
      today: () => Date.now(),
      failed: (error) => log.error("The statistics of ghost text cannot be kept; ghost text goes on without.", error),
    },
    systemClock,
  );
  let panel: StatisticsPanel | undefined;
  const statistics = async () => {
    const { StatisticsPanel } = await import("./later");
    panel ??= new StatisticsPanel(learning, log);
    return panel;
  };
  const timer = setTimeout(() => void learning.load(), AFTER_START_MS);
  return {
    learning,
    statistics,
    dispose: () => {
      clearTimeout(timer);
      panel?.dispose();
      learning.dispose();
    },
  };
}
