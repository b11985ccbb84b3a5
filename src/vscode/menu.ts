import * as vscode from "vscode";
import { type Quiet, sentenceOfQuiet } from "../completion/quiet";
import { sentenceOf } from "../mistral/errors";
import type { LastQuiet } from "./completion/reasons";
import type { Snooze } from "./completion/snooze";
import { CURE_LABELS, runCure } from "./cure";
import type { Settings } from "./settings";
import type { Status } from "./status";

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

export interface MenuParts {
  readonly status: Pick<Status, "trouble">;
  readonly settings: Settings;
  readonly snooze: Snooze;
  readonly quiet: LastQuiet;
}

/** What the menu tells better, as it may have changed since it was the reason. */
const PASSING: ReadonlySet<Quiet> = new Set(["off", "offForLanguage", "snoozed", "noKey"]);

/** What a click on the status bar item offers: the cure for what is wrong first, then the switches. */
export async function showMenu(parts: MenuParts): Promise<void> {
  const choices: Choice[] = [
    ...(cureFor(parts) ?? answerFor(parts) ?? []),
    ...switches(parts),
    { label: "$(graph) Completion statistics", run: command("showCompletionStatistics") },
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: "$(comment-discussion) Open chat", run: command("openChat") },
    { label: "$(symbol-misc) Pick chat model…", run: command("pickChatModel") },
    { label: "$(key) Set API key…", run: command("setApiKey") },
    { label: "$(gear) Settings", run: () => runCure("openSettings") },
    { label: "$(output) Show log", run: command("showLog") },
  ];
  const picked = await vscode.window.showQuickPick(choices, { title: "Codestral" });
  await picked?.run?.();
}

function command(name: string) {
  return () => vscode.commands.executeCommand(`codestral.${name}`);
}

function cureFor({ status: { trouble } }: MenuParts): Choice[] | undefined {
  if (!trouble) {
    return undefined;
  }
  const { problem, cure } = trouble;
  // What a retry would repeat is past; the next key or question tries again by itself.
  const button = cure === "retry" ? "showLog" : cure;
  return [{ label: `$(warning) ${CURE_LABELS[button]}`, detail: sentenceOf(problem), run: () => runCure(button) }];
}

/** For whoever wonders why nothing is suggested where the cursor is. */
function answerFor(parts: MenuParts): Choice[] | undefined {
  const reason = parts.snooze.active ? undefined : reasonHere(parts);
  const run = command("triggerCompletion");
  return (
    reason && [
      { label: "$(info) Ask for a suggestion anyway", detail: `Nothing is suggested. ${sentenceOfQuiet(reason)}`, run },
    ]
  );
}

function reasonHere({ settings, quiet }: MenuParts): Quiet | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document && !settings.get("completion.enabled", document)) {
    return settings.get("completion.enabled") ? "offForLanguage" : "off";
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
