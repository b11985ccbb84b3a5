import * as vscode from "vscode";
import type { FoundKeys } from "../../../mistral/keys/found";
import { findModel, type Model } from "../../../mistral/models/model";
import type { Settings } from "../../settings";
import { SETTINGS } from "../settings";

/** Tells what was brought in, and offers the model that stood beside the keys. Nothing changes without a click. */
export async function offerModel(
  settings: Settings,
  { model, contextWindow }: FoundKeys,
  models: readonly Model[],
  sentences: string,
): Promise<void> {
  const chats = model !== undefined && (findModel(model, models, Date.now())?.capabilities.chats ?? true);
  if (!chats || settings.get(SETTINGS.chatModel) === model) {
    void vscode.window.showInformationMessage(sentences);
    return;
  }
  const tokens = contextWindow === undefined ? "" : ` (${contextWindow.toLocaleString("en")} tokens)`;
  const use = "Use It in the Chat";
  const choice = await vscode.window.showInformationMessage(
    `${sentences} The file names the model ${model}${tokens}.`,
    use,
  );
  if (choice === use) {
    await vscode.workspace.getConfiguration("codestral").update("chat.model", model, vscode.ConfigurationTarget.Global);
  }
}
