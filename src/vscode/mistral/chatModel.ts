import * as vscode from "vscode";
import { automaticChatModel, chooseChatModel } from "../../mistral/chatModel";
import { type ApiProblem, sentenceOf } from "../../mistral/errors";
import { isList, type Model, type ModelCatalog } from "../../mistral/models";
import type { Settings } from "../settings";

/** The model that answers now. A server without a list of models gets what the setting says. */
export async function chosenChatModel(
  settings: Settings,
  catalog: ModelCatalog,
  signal: AbortSignal,
): Promise<{ readonly model: string } | ApiProblem> {
  const models = await catalog.list(signal);
  if (!isList(models) && models.kind !== "notFound" && models.kind !== "malformed") {
    return models;
  }
  return chooseChatModel(settings.get("chat.model"), isList(models) ? models : [], Date.now());
}

/** Lets the person choose among the models that chat. */
export async function pickChatModel(settings: Settings, catalog: ModelCatalog): Promise<void> {
  const models = await catalog.list(new AbortController().signal);
  if (!isList(models)) {
    void vscode.window.showErrorMessage(sentenceOf(models));
    return;
  }
  const current = settings.get("chat.model");
  const auto = automaticChatModel(models, Date.now());
  const items = [
    { label: "auto", description: `now ${auto}`, detail: "A live Devstral, or what the server names in its place" },
    ...models.filter(usable).map((model) => ({
      label: model.id,
      description: [model.aliases.join(", "), contextOf(model)].filter(Boolean).join(" · "),
      detail: model.description,
    })),
  ].map((item) => (item.label === current ? { ...item, description: `${item.description} · in use` } : item));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Codestral: Pick Chat Model",
    placeHolder: "The model that answers in the chat and writes refactorings",
    matchOnDescription: true,
  });
  if (picked) {
    await vscode.workspace
      .getConfiguration("codestral")
      .update("chat.model", picked.label, vscode.ConfigurationTarget.Global);
  }
}

function usable(model: Model): boolean {
  return model.chats && (model.retiredAt === undefined || model.retiredAt > Date.now());
}

function contextOf(model: Model): string {
  return model.contextLength === undefined ? "" : `${Math.round(model.contextLength / 1000)}k tokens`;
}
