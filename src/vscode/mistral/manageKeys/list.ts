import * as vscode from "vscode";
import type { ApiKey } from "../../../mistral/keys/apiKey";
import { describeKey } from "../../../mistral/keys/describe";
import type { Verdict } from "../../../mistral/keys/verdict";
import { ENVIRONMENT_ID } from "../keys";
import { inTurn } from "./inTurn";
import type { KeyParts } from "./parts";
import type { Trials } from "./trials";

/** What the person wants: one of the list's own entries, or something with a key. */
export type Wish =
  | { readonly kind: "add" }
  | { readonly kind: "bringIn" }
  | { readonly kind: "open" | Exclude<ButtonWish, "try">; readonly id: string };

interface Row extends vscode.QuickPickItem {
  readonly key?: ApiKey;
  readonly wish?: "add" | "bringIn" | "tryAll";
}

const BUTTON_WISHES = ["try", "rename", "work", "remove"] as const;
type ButtonWish = (typeof BUTTON_WISHES)[number];

const newButtons = (): Readonly<Record<ButtonWish, vscode.QuickInputButton>> => ({
  try: { iconPath: new vscode.ThemeIcon("debug-start"), tooltip: "Try It" },
  rename: { iconPath: new vscode.ThemeIcon("edit"), tooltip: "Rename…" },
  work: { iconPath: new vscode.ThemeIcon("settings-gear"), tooltip: "What It Is Used For…" },
  remove: { iconPath: new vscode.ThemeIcon("trash"), tooltip: "Remove…" },
});

const ICONS: Readonly<Record<Verdict["kind"], string>> = {
  accepted: "check",
  unchecked: "question",
  later: "warning",
  refused: "error",
};

/** Where the list stands when it is shown, by a key's id or by the entry, and whether that key is to be tried then. */
export interface Stand {
  readonly at: string;
  readonly tries?: boolean;
}

/**
 * Shows all keys until the person wants something with one, and tries keys meanwhile.
 * @returns undefined when the person is done
 */
export async function showKeys(parts: KeyParts, trials: Trials, stand: Stand | undefined): Promise<Wish | undefined> {
  const box = vscode.window.createQuickPick<Row>();
  box.title = "Codestral: Manage API Keys";
  box.placeholder = "Choose a key to try, change or remove it";
  box.matchOnDescription = true;
  box.keepScrollPosition = true;
  const hidden = new AbortController();
  const buttons = newButtons();
  const trying = new Set<string>();
  let wish: Wish | undefined;

  const draw = async (active: string | undefined) => {
    const keys = await parts.keys.keys();
    const stored = await parts.keys.stored();
    const follows = (key: ApiKey) => stored.find(({ id }) => id === key.id)?.server === undefined;
    box.items = [...keys.map((key) => rowOf(key, follows(key), trying.has(key.id), trials, buttons)), ...entries(keys)];
    const stands = box.items.find((row) => active !== undefined && (row.key?.id ?? row.wish) === active);
    box.activeItems = stands ? [stands] : box.activeItems;
    box.busy = trying.size > 0;
  };
  const redraw = () => draw(box.activeItems[0]?.key?.id ?? box.activeItems[0]?.wish);
  const tryOut = async (keys: readonly ApiKey[]) => {
    const waiting = keys.filter(({ id }) => !trying.has(id));
    for (const { id } of waiting) {
      trying.add(id);
    }
    await redraw();
    await inTurn(waiting, async (key) => {
      await trials.try(key, hidden.signal);
      trying.delete(key.id);
      await (hidden.signal.aborted || redraw());
    });
  };
  const choose = (chosen: Wish) => {
    wish = chosen;
    box.hide();
  };

  const listening = parts.keys.onDidChange(() => void redraw());
  await draw(stand?.at);
  return new Promise((resolve, reject) => {
    box.onDidAccept(() => {
      const [row] = box.activeItems;
      if (row?.wish === "tryAll") {
        parts.keys.keys().then(tryOut).catch(reject);
      } else if (row?.wish) {
        choose({ kind: row.wish });
      } else if (row?.key) {
        choose({ kind: "open", id: row.key.id });
      }
    });
    box.onDidTriggerItemButton(({ item: { key }, button }) => {
      const what = BUTTON_WISHES.find((one) => buttons[one] === button);
      if (key === undefined || what === undefined) {
        return;
      }
      if (what === "try") {
        tryOut([key]).catch(reject);
      } else {
        choose({ kind: what, id: key.id });
      }
    });
    box.onDidHide(() => {
      hidden.abort();
      listening.dispose();
      box.dispose();
      resolve(wish);
    });
    box.show();
    if (stand?.tries) {
      parts.keys
        .keys()
        .then((keys) => tryOut(keys.filter(({ id }) => id === stand.at)))
        .catch(reject);
    }
  });
}

function rowOf(
  key: ApiKey,
  followsSetting: boolean,
  isTried: boolean,
  trials: Trials,
  buttons: ReturnType<typeof newButtons>,
): Row {
  const verdict = trials.verdictOn(key);
  const detail = verdict && `$(${ICONS[verdict.kind]}) ${verdict.sentence}`;
  return {
    label: `$(key) ${key.name}`,
    description: describeKey(key, followsSetting),
    detail: isTried ? "$(loading~spin) Trying it…" : detail,
    buttons: key.id === ENVIRONMENT_ID ? [buttons.try] : BUTTON_WISHES.map((what) => buttons[what]),
    key,
  };
}

function entries({ length }: readonly ApiKey[]): readonly Row[] {
  const several = "pasted, or from a file";
  return [
    ...(length > 0 ? [{ label: "", kind: vscode.QuickPickItemKind.Separator }] : []),
    { label: "$(add) Add a key…", wish: "add", alwaysShow: true },
    { label: "$(cloud-download) Bring in several keys…", description: several, wish: "bringIn", alwaysShow: true },
    ...(length > 1 ? [{ label: "$(debug-start) Try all keys", wish: "tryAll" as const, alwaysShow: true }] : []),
  ];
}
