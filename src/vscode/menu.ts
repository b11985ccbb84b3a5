import * as vscode from "vscode";
import { sentenceOf } from "../mistral/errors";
import { CURE_LABELS, runCure } from "./cure";
import type { Settings } from "./settings";
import type { Status } from "./status";

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

/** What a click on the status bar item offers: the cure for what is wrong first, then the switches. */
export async function showMenu(status: Status, settings: Settings): Promise<void> {
  const { trouble } = status;
  const document = vscode.window.activeTextEditor?.document;
  const choices: Choice[] = [];
  if (trouble) {
    const { problem, cure } = trouble;
    // What a retry would repeat is past; the next key or question tries again by itself.
    const button = cure === "retry" ? "showLog" : cure;
    choices.push({
      label: `$(warning) ${CURE_LABELS[button]}`,
      detail: sentenceOf(problem),
      run: () => runCure(button),
    });
  }
  const everywhere = settings.get("completion.enabled");
  choices.push({
    label: everywhere ? "$(circle-slash) Turn ghost text off" : "$(check) Turn ghost text on",
    run: () => vscode.commands.executeCommand("codestral.toggleCompletion"),
  });
  if (document) {
    const here = settings.get("completion.enabled", document);
    choices.push({
      label: `$(${here ? "circle-slash" : "check"}) Turn ghost text ${here ? "off" : "on"} for ${document.languageId}`,
      run: () => vscode.commands.executeCommand("codestral.toggleCompletionForLanguage"),
    });
  }
  choices.push(
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: "$(comment-discussion) Open chat", run: () => vscode.commands.executeCommand("codestral.openChat") },
    { label: "$(symbol-misc) Pick chat model…", run: () => vscode.commands.executeCommand("codestral.pickChatModel") },
    { label: "$(key) Set API key…", run: () => vscode.commands.executeCommand("codestral.setApiKey") },
    { label: "$(gear) Settings", run: () => runCure("openSettings") },
    { label: "$(output) Show log", run: () => vscode.commands.executeCommand("codestral.showLog") },
  );
  const picked = await vscode.window.showQuickPick(choices, { title: "Codestral" });
  await picked?.run?.();
}
