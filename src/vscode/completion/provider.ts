import * as vscode from "vscode";
import type { CompletionEngine } from "../../completion/engine";
import type { Snapshot, Suggestion } from "../../completion/snapshot";
import { signalOf } from "../abort";
import type { Settings } from "../settings";
import { windowAround } from "./window";

/** Files, new files, and the cells of notebooks; not the output panel, the debug console or a commit message's box. */
export const DOCUMENTS: vscode.DocumentSelector = [
  { scheme: "file" },
  { scheme: "untitled" },
  { scheme: "vscode-notebook-cell" },
  { scheme: "vscode-vfs" },
];

/** VS Code's side of ghost text: takes the snapshot, asks the engine, places the answer. */
export class CompletionProvider implements vscode.InlineCompletionItemProvider {
  constructor(
    private readonly engine: Pick<CompletionEngine, "suggest">,
    private readonly settings: Settings,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const explicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if (!explicit && !this.settings.get("completion.enabled", document)) {
      return [];
    }
    const selected = context.selectedCompletionInfo;
    const snapshot = snapshotAt(document, position, explicit, selected);
    const suggestion = await this.engine.suggest(snapshot, signalOf(token));
    return suggestion && !token.isCancellationRequested ? [itemOf(suggestion, document, position, selected)] : [];
  }
}

/** With an item selected in the suggest widget, the text is taken as it would be if that item were accepted. */
function snapshotAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  explicit: boolean,
  selected: vscode.SelectedCompletionInfo | undefined,
): Snapshot {
  const facts = {
    document: document.uri.toString(),
    path: vscode.workspace.asRelativePath(document.uri),
    languageId: document.languageId,
    indentation: indentationOf(document),
    explicit,
  };
  if (!selected) {
    return { ...facts, ...windowAround(document, position) };
  }
  const { prefix } = windowAround(document, selected.range.start);
  const { suffix } = windowAround(document, selected.range.end);
  return { ...facts, prefix: prefix + selected.text, suffix };
}

function indentationOf(document: vscode.TextDocument): string {
  const options = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.options;
  return options?.insertSpaces === false ? "\t" : " ".repeat(Number(options?.tabSize) || 4);
}

function itemOf(
  { text, replaces }: Suggestion,
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
