import * as vscode from "vscode";
import type { StoredKey } from "../../../mistral/keys/stored";
import { ENVIRONMENT_ID } from "../keys";
import { addKeyInSteps } from "./addKey";
import { askChoice } from "./ask";
import { bringInKeys } from "./bringIn";
import { askToRemove, changeWork, renameKey, replaceKey } from "./changeKey";
import { showKeys, type Stand, type Wish } from "./list";
import type { KeyParts } from "./parts";
import { Trials } from "./trials";

/** `Codestral: Manage API Keys`: one list from which each key is added, tried, changed and removed. */
export class KeyManager {
  private readonly trials: Trials;

  constructor(private readonly parts: KeyParts) {
    this.trials = new Trials(parts);
  }

  /** Shows the list, again after each change, until the person leaves it. */
  async manage(): Promise<void> {
    let stand: Stand | undefined;
    for (let wish = await this.show(stand); wish; wish = await this.show(stand)) {
      stand = await this.grant(wish);
    }
  }

  /** @returns the new key; undefined if the person stepped back */
  add(): Promise<StoredKey | undefined> {
    return addKeyInSteps(this.parts);
  }

  private show(stand: Stand | undefined): Promise<Wish | undefined> {
    return showKeys(this.parts, this.trials, stand);
  }

  /** @returns where the list stands then */
  private async grant(wish: Wish): Promise<Stand> {
    if (wish.kind === "add") {
      return { at: (await this.add())?.id ?? wish.kind };
    }
    if (wish.kind === "bringIn") {
      await bringInKeys(this.parts);
      return { at: wish.kind };
    }
    const { id } = wish;
    const key = (await this.parts.keys.stored()).find((one) => one.id === id);
    if (key) {
      const what = wish.kind === "open" ? await askWhat(key) : wish.kind;
      await this.change(key, what);
      return { at: id, tries: what === "try" };
    }
    if (id === ENVIRONMENT_ID) {
      void vscode.window.showInformationMessage(
        "This key stands in the environment variable MISTRAL_API_KEY and is changed there. Keys that you add take its place.",
      );
    }
    return { at: id };
  }

  private async change(key: StoredKey, what: Awaited<ReturnType<typeof askWhat>>): Promise<void> {
    switch (what) {
      case "rename":
        return renameKey(this.parts, key);
      case "work":
        return changeWork(this.parts, key);
      case "replace":
        return replaceKey(this.parts, key);
      case "remove":
        return askToRemove(this.parts, key);
      // It is tried in the list, which shows what comes of it.
      case "try":
      case undefined:
    }
  }
}

/** The same as a row's buttons, for the keyboard, and what is wanted less often. */
function askWhat(key: StoredKey) {
  return askChoice({ title: `Codestral: “${key.name}”`, placeholder: "What to do with the key", canGoBack: true }, [
    { label: "$(debug-start) Try it", value: "try" as const },
    { label: "$(edit) Rename…", value: "rename" as const },
    { label: "$(settings-gear) What it is used for…", value: "work" as const },
    { label: "$(sync) Replace by a new key…", value: "replace" as const },
    { label: "$(trash) Remove…", value: "remove" as const },
  ]);
}
