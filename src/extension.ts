import * as vscode from "vscode";
import { MistralClient } from "./mistral/client";
import { ModelCatalog } from "./mistral/models";
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
import { Log } from "./vscode/log";
import { Keys } from "./vscode/mistral/keys";
import { Settings } from "./vscode/settings";
import { Status } from "./vscode/status";

export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const log = own(new Log());
  const settings = new Settings(log);
  const keys = own(new Keys(context.secrets, settings, log));
  const snooze = own(new Snooze());
  const quiet = new LastQuiet();
  const status = own(new Status(keys, settings, snooze, log));
  const core = own(new Core(log));
  const client = new MistralClient(keys, status);
  const catalog = new ModelCatalog(client, async (...asked) => (await core.load()).listModels(...asked));

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

  const learning = start("Learning", () => startLearning(context.globalStorageUri, log));
  const { extensionUri } = context;
  start("Ghost text", () => startCompletion({ extensionUri, client, core, settings, log, snooze, quiet, learning }));
  const statistics = learning && start("The statistics", () => new StatisticsPanel(learning, log));
  const chat = start("The chat", () => new Chat({ context, client, core, catalog, keys, settings, log }));
  const review = start("The review of edits", () => new Review());
  const refactorings =
    review &&
    new Refactorings({
      client,
      core,
      catalog,
      settings,
      review,
      explain: async (...question) => chat?.ask(...question),
    });
  start("The lightbulb", () => CodeActions.register());
  start("The commands", () =>
    registerCommands({
      ...{ keys, client, core, catalog, settings, status, log, snooze, quiet, statistics },
      ...{ chat, review, refactorings },
    }),
  );
}
