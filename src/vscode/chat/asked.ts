import * as vscode from "vscode";
import type { QuestionView } from "../../chat/protocol";

const SHOW = "Show Question";

/** Tells the person of a question that waits in a view which they do not see. */
export class Asked {
  private told: string | undefined;

  /** @param view that shows the question, or will when it is opened */
  tell(question: QuestionView | undefined, view: vscode.WebviewView | undefined): void {
    if (view) {
      view.badge = question && { value: 1, tooltip: question.sentence };
    }
    if (!question || view?.visible || this.told === question.id) {
      return;
    }
    this.told = question.id;
    // What it is about is not named: a notification takes what looks like a link in a file's name for one.
    void this.notify(`The chat waits for you. ${question.sentence}`);
  }

  private async notify(sentence: string): Promise<void> {
    if ((await vscode.window.showInformationMessage(sentence, SHOW)) === SHOW) {
      await vscode.commands.executeCommand("codestral.chat.focus");
    }
  }
}
