import * as vscode from "vscode";
import { RECIPES } from "../edits/recipes";
import type { MistralClient } from "../mistral/client";
import type { Health } from "../mistral/health";
import type { Purpose } from "../mistral/purpose";
import type { ModelCatalog } from "../mistral/models/catalog";
import type { Chat } from "./chat";
import type { LastQuiet } from "./completion/reasons";
import { pickSnooze, type Snooze } from "./completion/snooze";
import type { StatisticsPanel } from "./completion/statistics";
import type { Core } from "./core";
import type { Refactorings } from "./edits/refactorings";
import type { Review } from "./edits/review";
import type { Ledger } from "./ledger";
import type { Log } from "./log";
import { showMenu } from "./status/menu";
import type { Exclusion } from "./workspace/exclusion";
import type { Keys } from "./mistral/keys";
import type { KeyManager } from "./mistral/manageKeys";
import type { ModelsInUse } from "./mistral/modelsInUse";
import { pickModel } from "./mistral/pickModel";
import { tryConnection } from "./mistral/tryConnection";
import { clearApiKey, setApiKey } from "./mistral/setApiKey";
import type { Settings } from "./settings";
import type { Status } from "./status/status";

export interface CommandParts {
  readonly keys: Keys;
  readonly keyManager: KeyManager;
  readonly client: MistralClient;
  readonly core: Core;
  readonly catalog: ModelCatalog;
  readonly models: ModelsInUse;
  readonly settings: Settings;
  readonly status: Status;
  readonly health: Health;
  readonly exclusion: Exclusion;
  readonly isPaused: (purpose: Purpose) => boolean;
  readonly log: Log;
  readonly snooze: Snooze;
  readonly quiet: LastQuiet;
  readonly statistics: StatisticsPanel | undefined;
  readonly ledger: Ledger | undefined;
  readonly chat: Chat | undefined;
  readonly review: Review | undefined;
  readonly refactorings: Refactorings | undefined;
}

type Command = (...args: unknown[]) => unknown;

/** Every command of ours; a test holds this table against `package.json`. */
function table(parts: CommandParts): Record<string, Command> {
  const { keys, keyManager, settings, log, snooze, statistics, ledger, chat, review, refactorings } = parts;
  return {
    setApiKey: () => setApiKey(parts),
    manageApiKeys: () => keyManager.manage(),
    clearApiKey: () => clearApiKey(keys),
    showMenu: (from) => showMenu(parts, from),
    tryConnection: () => tryConnection(parts),
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
    showUsage: (days?: unknown, measure?: unknown) => ledger?.usagePanel.show(days, measure),
    deleteUsage: () => ledger?.usagePanel.deleteAll(),
    showWhatWasSent: () => ledger?.sentPanel.show(),
    deleteWhatWasSent: () => ledger?.sentPanel.deleteAll(),
    openSent: (id?: unknown, source?: unknown) => ledger?.sentPanel.open(id, source),
    openChat: () => chat?.focus(),
    newChat: () => chat?.newChat(),
    stopChat: () => chat?.stop(),
    pickChatModel: () => pickModel("chat", parts),
    pickCompletionModel: () => pickModel("completion", parts),
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
