import * as vscode from "vscode";
import { cureOf, sentenceOf } from "../mistral/errors";
import type { Settings } from "./settings";
import type { Status } from "./status";

interface Choice extends vscode.QuickPickItem {
  readonly command?: string;
  readonly argument?: unknown;
}

/** What a click on the status bar item offers: the cure for what is wrong first, then the switches. */
export async function showMenu(status: Status, settings: Settings): Promise<void> {
  const { trouble } = status;
  const document = vscode.window.activeTextEditor?.document;
  const choices: Choice[] = [];
  if (trouble) {
    choices.push({
      label: "$(warning) What is wrong",
      detail: sentenceOf(trouble),
      command: commandFor(cureOf(trouble)),
    });
  }
  const everywhere = settings.get("completion.enabled");
  choices.push({
    label: everywhere ? "$(circle-slash) Turn ghost text off" : "$(check) Turn ghost text on",
    command: "codestral.toggleCompletion",
  });
  if (document) {
    const here = settings.get("completion.enabled", document);
    choices.push({
      label: `$(${here ? "circle-slash" : "check"}) Turn ghost text ${here ? "off" : "on"} for ${document.languageId}`,
      command: "codestral.toggleCompletionForLanguage",
    });
  }
  choices.push(
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: "$(comment-discussion) Open chat", command: "codestral.openChat" },
    { label: "$(symbol-misc) Pick chat model…", command: "codestral.pickChatModel" },
    { label: "$(key) Set API key…", command: "codestral.setApiKey" },
    {
      label: "$(gear) Settings",
      command: "workbench.action.openSettings",
      argument: "@ext:codestral-companion.codestral-companion",
    },
    { label: "$(output) Show log", command: "codestral.showLog" },
  );
  const picked = await vscode.window.showQuickPick(choices, { title: "Codestral" });
  if (picked?.command) {
    await vscode.commands.executeCommand(picked.command, ...(picked.argument === undefined ? [] : [picked.argument]));
  }
}

/** The command behind a cure. */
export function commandFor(cure: ReturnType<typeof cureOf>): string {
  switch (cure) {
    case "setApiKey":
      return "codestral.setApiKey";
    case "pickChatModel":
      return "codestral.pickChatModel";
    case "openSettings":
      return "workbench.action.openSettings";
    case "newChat":
      return "codestral.newChat";
    case "retry":
    case "showLog":
      return "codestral.showLog";
  }
}
