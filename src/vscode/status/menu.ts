import * as vscode from "vscode";
import { type Quiet, sentenceOfQuiet } from "../../completion/quiet";
import type { Purpose } from "../../mistral/purpose";
import type { LastQuiet } from "../completion/reasons";
import type { Snooze } from "../completion/snooze";
import type { Exclusion } from "../workspace/exclusion";
import { CURE_LABELS, runCure } from "../cure";
import type { Settings } from "../settings";
import { FROM_STATUS_BAR, type Status } from "./status";
import type { StatusCure, StatusItem } from "./statusItem";

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

export interface MenuParts {
  readonly status: Pick<Status, "now">;
  readonly settings: Settings;
  readonly snooze: Snooze;
  readonly quiet: Pick<LastQuiet, "here">;
  readonly exclusion: Pick<Exclusion, "sentence" | "why">;
  /** Whether the month's budget keeps work of this purpose from being sent. */
  readonly isPaused: (purpose: Purpose) => boolean;
}

/** What the menu tells better, as it may have changed since it was the reason. */
const PASSING: ReadonlySet<Quiet> = new Set(["off", "offForLanguage", "snoozed", "noKey"]);

/** What keeps ghost text away for good may be a setting. */
const SETTING_OF: Partial<Readonly<Record<Quiet, string>>> = {
  inComment: "codestral.completion.inComments",
  inString: "codestral.completion.inStrings",
};

const STATUS_CURES: Readonly<Record<StatusCure, string>> = {
  ...CURE_LABELS,
  tryConnection: "Try the Connection",
  pickCompletionModel: "Pick a Model",
};

/**
 * What a click on the status bar item offers: the cure for what is wrong first, then the switches.
 * @param from where it was opened
 */
export async function showMenu(parts: MenuParts, from?: unknown): Promise<void> {
  const { now } = parts.status;
  const choices: Choice[] = [
    ...(cureFor(now) ?? answerFor(parts)),
    ...pauseOf(parts),
    ...switches(parts),
    separator(),
    { label: "$(comment-discussion) Open chat", run: command("openChat") },
    { label: "$(symbol-misc) Pick chat model…", run: command("pickChatModel") },
    { label: "$(symbol-misc) Pick completion model…", run: command("pickCompletionModel") },
    { label: "$(key) Manage API keys…", run: command("manageApiKeys") },
    separator(),
    { label: "$(graph) Completion statistics", run: command("showCompletionStatistics") },
    { label: "$(graph-line) Show usage", run: command("showUsage") },
    { label: "$(eye) Show what was sent", run: command("showWhatWasSent") },
    separator(),
    ...(now.cure === "tryConnection" ? [] : [{ label: "$(plug) Try the connection", run: command("tryConnection") }]),
    { label: "$(gear) Settings", run: () => runCure("openSettings") },
    { label: "$(output) Show log", run: command("showLog") },
  ];
  const picked = await vscode.window.showQuickPick(choices, { title: "Codestral" });
  if (from === FROM_STATUS_BAR) {
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  }
  await picked?.run?.();
}

function separator(): Choice {
  return { label: "", kind: vscode.QuickPickItemKind.Separator };
}

function command(name: string) {
  return () => vscode.commands.executeCommand(`codestral.${name}`);
}

function cureFor({ cure, says }: StatusItem): Choice[] | undefined {
  return (
    cure && [{ label: `$(warning) ${STATUS_CURES[cure]}`, detail: says.join(" "), run: () => runStatusCure(cure) }]
  );
}

function runStatusCure(cure: StatusCure): Thenable<unknown> {
  return cure === "tryConnection" || cure === "pickCompletionModel" ? command(cure)() : runCure(cure);
}

function pauseOf({ isPaused }: MenuParts): Choice[] {
  const detail = "The month's budget is spent. Ghost text, chat and refactorings go on.";
  return isPaused("background")
    ? [{ label: "$(debug-pause) Background work is paused", detail, run: command("showUsage") }]
    : [];
}

/** For whoever wonders why nothing is suggested where the cursor is. */
function answerFor(parts: MenuParts): Choice[] {
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
  return [reason === "readOnly" ? { label: "$(info) Nothing to be done here", detail } : askAnyway(detail)];
}

/** Where the rule stands that excludes the file at hand. */
function ruleHere({ exclusion }: MenuParts): Choice {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const excluded = uri && exclusion.why(uri);
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  if (folder && excluded?.rule === "ignoreFile") {
    const file = vscode.Uri.joinPath(folder.uri, excluded.file);
    return { label: `$(go-to-file) Open ${excluded.file}`, run: () => vscode.window.showTextDocument(file) };
  }
  return openSetting(excluded?.rule === "gitIgnore" ? "codestral.useGitIgnore" : "codestral.exclude");
}

function openSetting(name: string): Choice {
  return {
    label: "$(gear) Open the setting",
    run: () => vscode.commands.executeCommand("workbench.action.openSettings", name),
  };
}

function askAnyway(detail?: string): Choice {
  return {
    label: "$(info) Ask for a suggestion anyway",
    run: command("triggerCompletion"),
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
  if (document && !settings.get("completion.enabled", document)) {
    return settings.get("completion.enabled") ? "offForLanguage" : "off";
  }
  if (excludedHere(parts)) {
    return "excludedFile";
  }
  const last = quiet.here();
  return last && PASSING.has(last) ? undefined : last;
}

function switches({ settings, snooze }: MenuParts): Choice[] {
  const choices: Choice[] = [];
  if (snooze.sentence !== undefined) {
    choices.push({ label: "$(bell) End snooze", detail: snooze.sentence, run: command("endSnooze") });
  }
  const choice = (isOn: boolean, where: string, name: string) =>
    choices.push({
      label: `$(${isOn ? "circle-slash" : "check"}) Turn ghost text ${isOn ? "off" : "on"}${where}`,
      run: command(name),
    });
  const document = vscode.window.activeTextEditor?.document;
  const hasOwn = document && settings.isSetFor("completion.enabled", document.languageId);
  choice(settings.get("completion.enabled"), hasOwn ? " for all other languages" : "", "toggleCompletion");
  if (document) {
    const isOn = settings.get("completion.enabled", document);
    choice(isOn, ` for ${document.languageId}`, "toggleCompletionForLanguage");
  }
  if (!snooze.active) {
    choices.push({ label: "$(bell-slash) Snooze ghost text…", run: command("snoozeCompletions") });
  }
  return choices;
}
