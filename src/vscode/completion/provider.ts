import * as vscode from "vscode";
import type { CompletionEngine, Suggested } from "../../completion/engine";
import { signalOf } from "../abort";
import type { Permission } from "./permission";
import type { Snapshots } from "./snapshots";

/** Whom the provider tells what it shows. */
export interface ShownLog {
  /**
   * @param item the one that is shown; others may be looked at instead of it
   * @returns the command that each of them is to run when it is accepted
   */
  shown(
    item: vscode.InlineCompletionItem,
    document: vscode.TextDocument,
    position: vscode.Position,
    suggested: Suggested,
  ): (item: vscode.InlineCompletionItem) => vscode.Command;
}

/** VS Code's side of ghost text: takes the snapshot, asks the engine, places the answer. */
export class CompletionProvider implements vscode.InlineCompletionItemProvider {
  constructor(
    private readonly engine: Pick<CompletionEngine, "suggest">,
    private readonly snapshots: Pick<Snapshots, "at">,
    private readonly permission: Pick<Permission, "allows" | "allowsAsked">,
    private readonly log: ShownLog,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const explicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if (explicit ? !this.permission.allowsAsked(document) : !this.permission.allows(document)) {
      return [];
    }
    const selected = context.selectedCompletionInfo;
    const snapshot = this.snapshots.at(document, position, { explicit, selected });
    const suggestions = await this.engine.suggest(snapshot, signalOf(token));
    if (token.isCancellationRequested) {
      return [];
    }
    const items = suggestions.map((suggested) => itemOf(suggested, document, position, selected));
    const [first] = items;
    const [suggested] = suggestions;
    if (first && suggested) {
      const accepted = this.log.shown(first, document, position, suggested);
      for (const item of items) {
        item.command = accepted(item);
      }
    }
    return items;
  }
}

function itemOf(
  { text, replaces }: Suggested,
  document: vscode.TextDocument,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo | undefined,
): vscode.InlineCompletionItem {
  const eol = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  const start = selected?.range.start ?? position;
  const end = (selected?.range.end ?? position).translate(0, replaces);
  return new vscode.InlineCompletionItem(
    (selected?.text ?? "") + text.replaceAll("\n", eol),
    new vscode.Range(start, end),
  );
}
