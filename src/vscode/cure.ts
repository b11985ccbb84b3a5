import * as vscode from "vscode";
import type { Cure } from "../mistral/errors";

/** Does what a cure's button promises. What is to be tried again, only the caller knows. */
export async function runCure(cure: Exclude<Cure, "retry" | "continue">): Promise<void> {
  switch (cure) {
    case "openSettings":
      await vscode.commands.executeCommand("workbench.action.openSettings", "codestral");
      break;
    case "setApiKey":
    case "manageApiKeys":
    case "pickChatModel":
    case "showLog":
    case "newChat":
      await vscode.commands.executeCommand(`codestral.${cure}`);
      break;
  }
}
