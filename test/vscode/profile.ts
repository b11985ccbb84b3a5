import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { applyEdits, modify, parse } from "jsonc-parser";

/** Values by setting name. */
export type Settings = Readonly<Record<string, unknown>>;

/** A workbench as quiet as the desktop one: nothing saves, looks for updates, calls a shop or opens a page by itself. */
const quiet: Settings = {
  "chat.agentHost.enabled": false,
  "files.autoSave": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/**
 * The file of a profile's settings. In a workbench only those of `Machine` may set what has scope `machine`, such as
 * `codestral.server`; on the desktop those of `User` set everything.
 */
export function settingsFile(userDataDir: string, kind: "Machine" | "User"): string {
  return join(userDataDir, kind, "settings.json");
}

/** Writes the person's settings on top of quiet defaults; without settings, an existing file stays as it is. */
export function writeUserSettings(userDataDir: string, settings?: Settings): void {
  const file = settingsFile(userDataDir, "User");
  if (settings || !existsSync(file)) write(file, `${JSON.stringify({ ...quiet, ...settings }, null, 2)}\n`);
}

/** Changes some settings of a file (`undefined` removes one) and leaves the others as they are. */
export function changeSettings(file: string, settings: Settings): void {
  const options = { formattingOptions: { insertSpaces: true, tabSize: 2 } };
  let text = existsSync(file) ? readFileSync(file, "utf8") : "{}\n";
  for (const [name, value] of Object.entries(settings)) text = applyEdits(text, modify(text, [name], value, options));
  write(file, text);
}

/** What a setting is as it stands in a file. */
export function readSetting(file: string, name: string): unknown {
  const settings: unknown = existsSync(file) ? parse(readFileSync(file, "utf8")) : undefined;
  return (settings as Settings | undefined)?.[name];
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
