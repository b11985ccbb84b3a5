import * as vscode from "vscode";
import { RECIPES } from "../edits/recipes";
import type { MistralClient } from "../mistral/client";
import type { ModelCatalog } from "../mistral/models";
import type { Chat } from "./chat";
import type { LastQuiet } from "./completion/reasons";
import { pickSnooze, type Snooze } from "./completion/snooze";
import type { StatisticsPanel } from "./completion/statistics";
import type { Core } from "./core";
import type { Refactorings } from "./edits/refactorings";
import type { Review } from "./edits/review";
import type { Log } from "./log";
import { showMenu } from "./menu";
import { pickChatModel } from "./mistral/chatModel";
import type { Keys } from "./mistral/keys";
import { clearApiKey, setApiKey } from "./mistral/setApiKey";
import type { Settings } from "./settings";
import type { Status } from "./status";

export interface CommandParts {
  readonly keys: Keys;
  readonly client: MistralClient;
  readonly core: Core;
  readonly catalog: ModelCatalog;
  readonly settings: Settings;
  readonly status: Status;
  readonly log: Log;
  readonly snooze: Snooze;
  readonly quiet: LastQuiet;
  readonly statistics: StatisticsPanel | undefined;
  readonly chat: Chat | undefined;
  readonly review: Review | undefined;
  readonly refactorings: Refactorings | undefined;
}

type Command = (...args: unknown[]) => unknown;

/** Every command of ours; a test holds this table against `package.json`. */
function table(parts: CommandParts): Record<string, Command> {
  const { keys, client, core, catalog, settings, log, snooze, statistics, chat, review, refactorings } = parts;
  return {
    setApiKey: async () => setApiKey(keys, client, (await core.load()).listModels),
    clearApiKey: () => clearApiKey(keys),
    showMenu: () => showMenu(parts),
    showLog: () => log.show(),
    triggerCompletion: () => vscode.commands.executeCommand("editor.action.inlineSuggest.trigger"),
    toggleCompletion: () => settings.toggle("completion.enabled"),
    toggleCompletionForLanguage: () => {
      const language = vscode.window.activeTextEditor?.document.languageId;
      return language === undefined
        ? vscode.window.showInformationMessage("Open a file of the language first.")
        : settings.toggle("completion.enabled", language);
    },
    snoozeCompletions: () => pickSnooze(snooze),
    endSnooze: () => snooze.end(),
    showCompletionStatistics: () => statistics?.show(),
    deleteCompletionStatistics: () => statistics?.deleteAll(),
    openChat: () => chat?.focus(),
    newChat: () => chat?.newChat(),
    stopChat: () => chat?.stop(),
    pickChatModel: () => pickChatModel(settings, catalog),
    acceptEdit: () => review?.accept(),
    discardEdit: () => review?.discard(),
    ...Object.fromEntries(
      RECIPES.map((recipe) => [
        recipe.id,
        (uri?: unknown, range?: unknown) =>
          refactorings?.run(
            recipe,
            uri instanceof vscode.Uri && range instanceof vscode.Range ? { uri, range } : undefined,
          ),
      ]),
    ),
  };
}

export function registerCommands(parts: CommandParts): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(table(parts)).map(([name, run]) => vscode.commands.registerCommand(`codestral.${name}`, run)),
  );
}
