import { SETTINGS as CHAT } from "../../../src/vscode/chat/settings";
import { SETTINGS as COMPLETION } from "../../../src/vscode/completion/settings";
import { SETTINGS as LEDGER } from "../../../src/vscode/ledger/settings";
import { SETTINGS as MISTRAL } from "../../../src/vscode/mistral/settings";
import type { ListSetting, Setting, SettingTable } from "../../../src/vscode/settings";
import { SETTINGS as WORKSPACE } from "../../../src/vscode/workspace/settings";

/** The settings of each folder of `src/vscode/` that has any. */
export const FOLDERS: Readonly<Record<string, SettingTable>> = {
  chat: CHAT,
  completion: COMPLETION,
  ledger: LEDGER,
  mistral: MISTRAL,
  workspace: WORKSPACE,
};

/** Every setting of ours. */
export const SETTINGS: readonly (Setting | ListSetting)[] = Object.values(FOLDERS).flatMap((table) =>
  Object.values(table),
);

export const isSingle = (setting: Setting | ListSetting): setting is Setting => typeof setting.fallback !== "object";
