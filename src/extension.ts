import * as vscode from "vscode";
import { isProblem, MistralClient } from "./mistral/client";
import { systemClock } from "./mistral/clock";
import { Gate, GATE_DEFAULTS } from "./mistral/gate/gate";
import { Health } from "./mistral/health";
import { ModelCatalog } from "./mistral/models/catalog";
import { CatalogFile } from "./mistral/models/catalogFile";
import { costOf } from "./mistral/models/prices";
import { problemLog } from "./mistral/problemLog";
import { observers } from "./mistral/request";
import { Chat } from "./vscode/chat";
import { registerCommands } from "./vscode/commands";
import { startCompletion } from "./vscode/completion";
import { startLearning } from "./vscode/completion/learning";
import { LastQuiet } from "./vscode/completion/reasons";
import { Snooze } from "./vscode/completion/snooze";
import { StatisticsPanel } from "./vscode/completion/statistics";
import { Core } from "./vscode/core";
import { CodeActions } from "./vscode/edits/codeActions";
import { Refactorings } from "./vscode/edits/refactorings";
import { Review } from "./vscode/edits/review";
import { startLedger } from "./vscode/ledger";
import { Log } from "./vscode/log";
import { Accounts } from "./vscode/mistral/authentication";
import { Exclusion } from "./vscode/workspace/exclusion";
import { Keys } from "./vscode/mistral/keys";
import { KeyManager } from "./vscode/mistral/manageKeys";
import { ModelsInUse } from "./vscode/mistral/modelsInUse";
import { Settings } from "./vscode/settings";
import { Status } from "./vscode/status/status";

export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const log = own(new Log());
  /** One feature that cannot start is reported, once, and the others start all the same. */
  const start = <T extends vscode.Disposable>(name: string, feature: () => T): T | undefined => {
    try {
      return own(feature());
    } catch (error) {
      log.error(`${name} could not start.`, error);
      void vscode.window.showErrorMessage(`Codestral: ${name} could not start. The log says why.`);
      return undefined;
    }
  };

  const { extensionUri, globalStorageUri: storage } = context;
  const settings = new Settings(log);
  const keys = own(new Keys(context.secrets, settings, log));
  const exclusion = own(new Exclusion(settings, log));
  const snooze = own(new Snooze());
  const quiet = own(new LastQuiet());
  const core = own(new Core(log));
  const ledger = start("The ledger of requests", () =>
    startLedger({
      ...{ storage, settings, log },
      costOf: (model, server, usage) => costOf(model, server, usage, catalog.modelsOf(server)),
    }),
  );
  const isPaused = ledger?.isPaused ?? GATE_DEFAULTS.isPaused;
  const gate = new Gate(
    systemClock,
    { atOnce: () => settings.get("requestsAtOnce"), hedges: () => settings.get("hedge"), isPaused },
    async (connection) => {
      const listed = await (await core.load()).listModels(client, connection, new AbortController().signal);
      const problem = isProblem(listed) ? listed : undefined;
      health.tried(connection.keyName, problem);
      return problem;
    },
  );
  const health = new Health();
  const client = new MistralClient(
    keys,
    observers(health, problemLog(log), ...(ledger ? [ledger] : []), {
      sent: () => {},
      ended: (...heard) => models.ended(...heard),
    }),
    gate,
  );
  const status = own(new Status({ health, client, keys, settings, exclusion, snooze, quiet }));
  const lists = new CatalogFile(vscode.Uri.joinPath(storage, "models.json").fsPath);
  const catalog = new ModelCatalog(client, async (...asked) => (await core.load()).listModels(client, ...asked), lists);
  const models = own(
    new ModelsInUse({ catalog, settings, told: context.globalState, onDidChangeAccess: keys.onDidChange }),
  );

  const learning = start("Learning", () => startLearning(storage, log));
  start("Ghost text", () =>
    startCompletion({ extensionUri, client, core, models, settings, exclusion, log, snooze, quiet, learning }),
  );
  const statistics = learning && start("The statistics", () => new StatisticsPanel(learning, log));
  const chat = start("The chat", () => new Chat({ context, client, core, models, keys, settings, exclusion, log }));
  const review = start("The review of edits", () => new Review());
  const refactorings =
    review &&
    new Refactorings({
      client,
      core,
      models,
      settings,
      exclusion,
      review,
      explain: async (...question) => chat?.ask(...question),
    });
  start("The lightbulb", () => CodeActions.register());
  const keyManager = new KeyManager({ keys, client, core, settings, health, log });
  start("Sign-in", () => new Accounts(keys, () => keyManager.add(), log));
  start("The commands", () =>
    registerCommands({
      ...{ keys, keyManager, client, core, catalog, models, settings, status, health, log, snooze, quiet, statistics },
      ...{ chat, review, refactorings, ledger, exclusion, isPaused },
    }),
  );
}
