import * as vscode from "vscode";
import type { Grant, Grants } from "../../chat/grants";
import { printable } from "../../workspace/sentences";

const DOES: Readonly<Record<Grant["effect"], string>> = {
  reads: "Read",
  writes: "Write",
  deletes: "Delete",
  runs: "Run",
  sends: "Send to",
  asks: "Ask",
};

/** Shows what was allowed and forbidden; one that is picked is taken back. */
export async function showPermissions(grants: Grants, conversation: string | undefined): Promise<void> {
  for (;;) {
    const all = grants.all();
    if (all.length === 0) {
      void vscode.window.showInformationMessage(
        "Nothing is allowed or forbidden for more than once in this workspace: the chat asks each time.",
      );
      return;
    }
    const picked = await vscode.window.showQuickPick(
      all.map((grant) => itemOf(grant, conversation)),
      { title: "Chat Permissions", placeHolder: "Pick one to take it back", matchOnDescription: true },
    );
    if (!picked) {
      return;
    }
    grants.takeBack(picked.grant);
  }
}

function itemOf(grant: Grant, conversation: string | undefined): vscode.QuickPickItem & { readonly grant: Grant } {
  const icon = grant.policy === "never" ? "$(circle-slash)" : "$(pass)";
  return {
    label: `${icon} ${DOES[grant.effect]} ${printable(grant.what)}`,
    description: scopeOf(grant, conversation),
    detail: `since ${new Date(grant.since).toLocaleString()}`,
    grant,
  };
}

function scopeOf({ policy, conversation: of }: Grant, conversation: string | undefined): string {
  switch (policy) {
    case "chat":
      return of === conversation ? "allowed in this chat" : "allowed in another chat";
    case "workspace":
      return "allowed in this workspace";
    case "never":
      return "never allowed in this workspace";
  }
}
