import { CURE_LABELS } from "../../mistral/errors";
import * as vscode from "vscode";
import { runCure } from "../cure";
import { MENU_GROUPS, type MenuEntry } from "../feature";
import { FROM_STATUS_BAR, type Status } from "./status";
import type { StatusCure } from "./statusItem";

const STATUS_CURES: Readonly<Record<StatusCure, string>> = {
  ...CURE_LABELS,
  tryConnection: "Try the Connection",
  pickCompletionModel: "Pick a Model",
};

/** Those above the first of these groups belong together. */
const SEPARATED: ReadonlySet<MenuEntry["group"]> = new Set(["work", "figures", "help"]);

/**
 * What a click on the status bar item offers: the cure for what is wrong first, then what the features hand over.
 * @param from where it was opened
 */
export async function showMenu(status: Pick<Status, "now" | "menu">, from?: unknown): Promise<void> {
  const { cure, says } = status.now;
  const entries = status
    .menu()
    .filter(({ group, does }) => (group === "reason" ? !cure : !(cure === "tryConnection" && does === cure)));
  const choices: (vscode.QuickPickItem | MenuEntry)[] = cure
    ? [{ label: `$(warning) ${STATUS_CURES[cure]}`, detail: says.join(" "), ...{ does: () => runStatusCure(cure) } }]
    : [];
  for (const group of MENU_GROUPS) {
    const members = entries.filter((entry) => entry.group === group);
    if (members.length > 0 && SEPARATED.has(group)) {
      choices.push({ label: "", kind: vscode.QuickPickItemKind.Separator });
    }
    choices.push(...members.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0)));
  }
  const picked = await vscode.window.showQuickPick(choices, { title: "Codestral" });
  if (from === FROM_STATUS_BAR) {
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  }
  if (picked && "does" in picked) {
    await run(picked);
  }
}

function run({ does }: Pick<MenuEntry, "does">): unknown {
  return typeof does === "string" ? vscode.commands.executeCommand(`codestral.${does}`) : does?.();
}

function runStatusCure(cure: StatusCure): unknown {
  return cure === "tryConnection" || cure === "pickCompletionModel" ? run({ does: cure }) : runCure(cure);
}
