import { createHash } from "node:crypto";
import * as vscode from "vscode";
import { Consent } from "../../chat/consent";
import { Grants } from "../../chat/grants";
import type { QuestionView } from "../../chat/protocol";
import type { Address } from "../../workspace/address";
import { fingerprint } from "../../workspace/fingerprint";
import { uriOf } from "../workspace/addresses";
import type { Workspace } from "../workspace/workspace";

const GRANTS = "codestral.chat.permissions";
const ALLOW = "Allow Once";

/** What was allowed and forbidden in this workspace. VS Code keeps it, where no file of the workspace can reach it. */
export function grantsOf(memory: vscode.Memento): Grants {
  return new Grants({ read: () => memory.get(GRANTS), write: (grants) => void memory.update(GRANTS, grants) }, () =>
    Date.now(),
  );
}

/** Asks the person what calls may do. */
export function consentOf(workspace: Workspace, memory: vscode.Memento): Consent {
  return new Consent({ workspace, grants: grantsOf(memory), fingerprint: printOf, dialog: askApart });
}

/** Of a file as an editor shows it, if that has not been saved. */
async function printOf(address: Address, signal: AbortSignal): Promise<string> {
  const uri = uriOf(address);
  const unsaved = vscode.workspace.textDocuments.find((open) => open.isDirty && open.uri.toString() === uri.toString());
  return unsaved ? createHash("sha256").update(unsaved.getText()).digest("hex") : fingerprint(uri.fsPath, signal);
}

async function askApart({ sentence, about, notes }: QuestionView): Promise<boolean> {
  const detail = [...about, ...notes].join("\n");
  return (await vscode.window.showWarningMessage(sentence, { modal: true, detail }, ALLOW)) === ALLOW;
}
