import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";
import { isProblem } from "../../mistral/client";
import { type ApiProblem, cureOf } from "../../mistral/errors";
import type { ModelCatalog } from "../../mistral/models/catalog";
import type { Use } from "../../mistral/models/choose";
import { PRICES_AS_OF } from "../../mistral/models/prices";
import { FRESH_FOR_MS, type Listing } from "../../mistral/models/serverModels";
import { runCure } from "../cure";
import type { Settings } from "../settings";
import { type ModelItem, modelItems, typedItem } from "./modelItems";
import type { ModelsInUse } from "./modelsInUse";
import { MODEL_SETTING } from "./settings";

export interface PickParts {
  readonly settings: Settings;
  readonly catalog: ModelCatalog;
  readonly models: Pick<ModelsInUse, "use">;
}

const PRICES = `Prices per million tokens in / out, of ${PRICES_AS_OF}.`;
const TEXTS: Readonly<Record<Use, { readonly title: string; readonly placeholder: string }>> = {
  chat: {
    title: "Codestral: Pick Chat Model",
    placeholder: `For chat and refactorings. ${PRICES}`,
  },
  completion: {
    title: "Codestral: Pick Completion Model",
    placeholder: `For ghost text. ${PRICES}`,
  },
};

const REFRESH: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("refresh"), tooltip: "Ask the Server Again" };

/** Lets the person choose among the models that can do the work. Ends when the choice is stored. */
export function pickModel(use: Use, { settings, catalog, models }: PickParts): Promise<void> {
  const pick = vscode.window.createQuickPick<ModelItem>();
  Object.assign(pick, TEXTS[use], { buttons: [REFRESH], matchOnDescription: true, matchOnDetail: true });
  const hidden = new AbortController();
  const { signal } = hidden;
  let listing: Listing | ApiProblem | undefined;
  let drawn: readonly ModelItem[] = [];
  let chosen: Promise<void> = Promise.resolve();

  const isListed = () => listing !== undefined && !isProblem(listing) && listing.models.length > 0;
  const draw = () => {
    const items = modelItems(use, settings.get(MODEL_SETTING[use]), listing, Date.now());
    const name = pick.value.trim();
    const isNew = name !== "" && !isListed() && items.every(({ model }) => model !== name);
    const was = pick.activeItems[0]?.label;
    const all = isNew ? [...items, typedItem(name)] : items;
    if (isDeepStrictEqual(all, drawn)) {
      // A click on a row that is drawn anew at that moment is lost.
      return;
    }
    drawn = all;
    pick.items = all;
    const active = items.find(({ label }) => label === was) ?? items.find(({ isInUse }) => isInUse);
    pick.activeItems = active && name === "" ? [active] : [];
  };
  const load = async (isForced: boolean) => {
    pick.busy = true;
    draw();
    listing = await (isForced ? catalog.refresh(use, signal) : catalog.list(use, signal));
    if (!isForced && !isProblem(listing) && Date.now() - listing.at >= FRESH_FOR_MS && !signal.aborted) {
      draw();
      listing = await catalog.refresh(use, signal);
    }
    if (!signal.aborted) {
      pick.busy = false;
      draw();
    }
  };
  // It fails only where a part of the extension is missing, which the person has been told.
  const loadOrHide = (isForced: boolean) => void load(isForced).catch(() => pick.hide());
  const accept = () => {
    const [item] = pick.selectedItems;
    const cure = item?.problem && cureOf(item.problem);
    if (cure === "retry") {
      loadOrHide(true);
      return;
    }
    if (cure) {
      chosen = runCure(cure);
    } else if (item?.model !== undefined) {
      chosen = models.use(use, item.model).catch(reportUnsaved);
    }
    pick.hide();
  };

  return new Promise((resolve, reject) => {
    const subscription = vscode.workspace.onDidChangeConfiguration(draw);
    pick.onDidChangeValue(() => {
      if (!isListed()) {
        draw();
      }
    });
    pick.onDidTriggerButton(() => loadOrHide(true));
    pick.onDidAccept(accept);
    pick.onDidHide(() => {
      hidden.abort();
      subscription.dispose();
      pick.dispose();
      chosen.then(resolve, reject);
    });
    loadOrHide(false);
    pick.show();
  });
}

function reportUnsaved(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  void vscode.window.showErrorMessage(`The choice could not be stored in the settings (${why}).`);
}
