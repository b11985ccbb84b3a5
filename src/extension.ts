import * as vscode from "vscode";
import { isProblem, MistralClient } from "./mistral/client";
import { systemClock } from "./mistral/clock";
import { Gate, GATE_DEFAULTS } from "./mistral/gate/gate";
import { Health } from "./mistral/health";
import { ModelCatalog } from "./mistral/models/catalog";
import { CatalogFile } from "./mistral/models/catalogFile";
import type { CostOf } from "./mistral/ledger/usageLedger";
import { costOf } from "./mistral/models/prices";
import { problemLog } from "./mistral/problemLog";
import { observers } from "./mistral/request";
import { Chat } from "./vscode/chat";
import { CHAT } from "./vscode/chat/feature";
import { GhostText } from "./vscode/completion";
import { GHOST_TEXT, LEARNING } from "./vscode/completion/feature";
import { startLearning } from "./vscode/completion/learning";
import { Core } from "./vscode/core";
import { Edits } from "./vscode/edits";
import { EDITS } from "./vscode/edits/feature";
import { Features } from "./vscode/features";
import { startLedger } from "./vscode/ledger";
import { LEDGER } from "./vscode/ledger/feature";
import { Log, LOG } from "./vscode/log";
import { KeysAndModels } from "./vscode/mistral";
import { Accounts } from "./vscode/mistral/authentication";
import { KEYS_AND_MODELS, SIGN_IN } from "./vscode/mistral/feature";
import { Keys } from "./vscode/mistral/keys";
import { ModelsInUse } from "./vscode/mistral/modelsInUse";
import { SETTINGS } from "./vscode/mistral/settings";
import { Settings } from "./vscode/settings";
import { STATUS } from "./vscode/status/feature";
import { Status } from "./vscode/status/status";
import { Exclusion } from "./vscode/workspace/exclusion";

/** What the tests that run inside an extension host see of it. */
export interface ForTests {
  readonly edits?: Edits | undefined;
}

export function activate(context: vscode.ExtensionContext): ForTests {
  const own = <T extends vscode.Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const { extensionUri, globalStorageUri: storage } = context;
  const log = new Log();
  const features = own(new Features(log));
  features.start(LOG, () => log);
  const settings = new Settings(log);
  const keys = own(new Keys(context.secrets, settings, log));
  const exclusion = own(new Exclusion(settings, log));
  const core = own(new Core(log));
  const costs: CostOf = (model, server, usage) => costOf(model, server, usage, catalog.modelsOf(server));
  const ledger = features.start(LEDGER, () => startLedger({ ...{ storage, settings, log }, costOf: costs }));
  const gate = new Gate(
    systemClock,
    {
      atOnce: () => settings.get(SETTINGS.requestsAtOnce),
      hedges: () => settings.get(SETTINGS.hedge),
      isPaused: ledger?.isPaused ?? GATE_DEFAULTS.isPaused,
    },
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
  const lists = new CatalogFile(vscode.Uri.joinPath(storage, "models.json").fsPath);
  const catalog = new ModelCatalog(client, async (...asked) => (await core.load()).listModels(client, ...asked), lists);
  const models = own(
    new ModelsInUse({ catalog, settings, told: context.globalState, onDidChangeAccess: keys.onDidChange }),
  );

  const learnt = features.start(LEARNING, () => startLearning(storage, log));
  const ghostText = features.start(
    GHOST_TEXT,
    () =>
      new GhostText({
        ...{ extensionUri, client, core, models, settings, exclusion, log, learning: learnt?.learning },
        failed: (error) => features.failed(GHOST_TEXT, error),
      }),
  );
  const chat = features.start(
    CHAT,
    () => new Chat({ context, client, core, models, keys, health, settings, exclusion, log, costOf: costs }),
  );
  const explain = async (...question: Parameters<Chat["ask"]>) => chat?.ask(...question);
  const edits = features.start(
    EDITS,
    () =>
      new Edits({
        ...{ client, core, models, settings, exclusion, explain, storage, log },
        memory: context.workspaceState,
      }),
  );
  const keysAndModels = features.start(
    KEYS_AND_MODELS,
    () => new KeysAndModels({ keys, client, core, catalog, models, settings, health, log }),
  );
  features.start(SIGN_IN, () => new Accounts(keys, async () => (await keysAndModels?.manager())?.add(), log));
  features.start(
    STATUS,
    () => new Status({ health, client, keys, settings, ghostText: ghostText?.presence, menu: () => features.menu() }),
  );
  features.registerCommands();
  // Nobody else gets hold of anything.
  return context.extensionMode === vscode.ExtensionMode.Test ? { edits } : {};
}
