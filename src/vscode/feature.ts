import type * as vscode from "vscode";

/** A command's name in `package.json` is `codestral.` and its name here. */
export type Command<T> = (feature: T, ...args: unknown[]) => unknown;

/** The parts of the status bar's menu, from the top. A `reason` is shown only where nothing is wrong. */
export const MENU_GROUPS = ["reason", "notice", "switches", "work", "figures", "help"] as const;

export interface MenuEntry extends vscode.QuickPickItem {
  readonly group: (typeof MENU_GROUPS)[number];
  /** Its place in the group; entries without one come first, in the order of the features. */
  readonly order?: number;
  /** A command of ours, by its name here; or something else that it does. */
  readonly does?: string | (() => unknown);
}

/**
 * What a feature's folder hands over, in its `feature.ts`; its settings stand beside it, in `settings.ts`. The commands are
 * there also where the feature cannot start. `T` is what it is when it has started.
 */
export interface Feature<T> {
  /** As it begins a sentence: `The chat`. */
  readonly name: string;
  /** Tests hold all features' together against `package.json`. */
  readonly commands?: Readonly<Record<string, Command<T>>>;
  /** What it has in the status bar's menu now. */
  readonly menu?: (feature: T) => readonly MenuEntry[];
}
