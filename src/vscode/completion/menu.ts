import * as vscode from "vscode";
import { type Quiet, sentenceOfQuiet } from "../../completion/quiet";
import type { MenuEntry } from "../feature";
import type { Settings } from "../settings";
import type { Exclusion } from "../workspace/exclusion";
import type { LastQuiet } from "./reasons";
import { SETTINGS } from "./settings";
import type { Snooze } from "./snooze";

export interface MenuParts {
  readonly settings: Settings;
  readonly snooze: Snooze;
  readonly quiet: Pick<LastQuiet, "here">;
  readonly exclusion: Pick<Exclusion, "sentence" | "why">;
}

/** What the menu tells better, as it may have changed since it was the reason. */
const PASSING: ReadonlySet<Quiet> = new Set(["off", "offForLanguage", "snoozed", "noKey"]);

/** What keeps ghost text away for good may be a setting. */
const SETTING_OF: Partial<Readonly<Record<Quiet, string>>> = {
  inComment: "codestral.completion.inComments",
  inString: "codestral.completion.inStrings",
  editorOff: "editor.inlineSuggest.enabled",
};

/** Why nothing is suggested, and the switches. */
export function ghostTextMenu(parts: MenuParts): readonly MenuEntry[] {
  return [...answerFor(parts), ...switches(parts)];
}

/** For whoever wonders why nothing is suggested where the cursor is. */
function answerFor(parts: MenuParts): MenuEntry[] {
  const reason = parts.snooze.active ? undefined : reasonHere(parts);
  if (!reason) {
    return [];
  }
  const detail = `Nothing is suggested. ${excludedHere(parts) ?? sentenceOfQuiet(reason)}`;
  if (reason === "excludedFile") {
    return [{ ...ruleHere(parts), detail }];
  }
  const setting = SETTING_OF[reason];
  if (setting) {
    return [{ ...openSetting(setting), detail }, askAnyway()];
  }
  return [
    reason === "readOnly" ? { group: "reason", label: "$(info) Nothing to be done here", detail } : askAnyway(detail),
  ];
}

/** Where the rule stands that excludes the file at hand. */
function ruleHere({ exclusion }: MenuParts): MenuEntry {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const excluded = uri && exclusion.why(uri);
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  if (folder && excluded?.rule === "ignoreFile") {
    const file = vscode.Uri.joinPath(folder.uri, excluded.file);
    const does = () => vscode.window.showTextDocument(file);
    return { group: "reason", label: `$(go-to-file) Open ${excluded.file}`, does };
  }
  return openSetting(excluded?.rule === "gitIgnore" ? "codestral.useGitIgnore" : "codestral.exclude");
}

function openSetting(name: string): MenuEntry {
  return {
    group: "reason",
    label: "$(gear) Open the setting",
    does: () => vscode.commands.executeCommand("workbench.action.openSettings", name),
  };
}

function askAnyway(detail?: string): MenuEntry {
  return {
    group: "reason",
    label: "$(info) Ask for a suggestion anyway",
    does: "triggerCompletion",
    ...(detail ? { detail } : {}),
  };
}

function excludedHere({ exclusion }: MenuParts): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && exclusion.sentence(document.uri);
}

function reasonHere(parts: MenuParts): Quiet | undefined {
  const { settings, quiet } = parts;
  const document = vscode.window.activeTextEditor?.document;
  if (document && !settings.get(SETTINGS.enabled, document)) {
    return settings.get(SETTINGS.enabled) ? "offForLanguage" : "off";
  }
  if (excludedHere(parts)) {
    return "excludedFile";
  }
  const last = quiet.here();
  return last && PASSING.has(last) ? undefined : last;
}

function switches({ settings, snooze }: MenuParts): MenuEntry[] {
  const entries: MenuEntry[] = [];
  const group = "switches";
  if (snooze.sentence !== undefined) {
    entries.push({ group, label: "$(bell) End snooze", detail: snooze.sentence, does: "endSnooze" });
  }
  const entry = (isOn: boolean, where: string, does: string) =>
    entries.push({
      group,
      label: `$(${isOn ? "circle-slash" : "check"}) Turn ghost text ${isOn ? "off" : "on"}${where}`,
      does,
    });
  const document = vscode.window.activeTextEditor?.document;
  const hasOwn = document && settings.isSetFor(SETTINGS.enabled, document.languageId);
  entry(settings.get(SETTINGS.enabled), hasOwn ? " for all other languages" : "", "toggleCompletion");
  if (document) {
    const isOn = settings.get(SETTINGS.enabled, document);
    entry(isOn, ` for ${document.languageId}`, "toggleCompletionForLanguage");
  }
  if (!snooze.active) {
    entries.push({ group, label: "$(bell-slash) Snooze ghost text…", does: "snoozeCompletions" });
  }
  return entries;
}
