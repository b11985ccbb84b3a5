import * as vscode from "vscode";
import { memberAccessAt } from "../../completion/semantic/access";
import { type Listed, namesIn } from "../../completion/semantic/knowledge";
import type { MemberPort } from "../../completion/semantic/memberFilter";
import type { Snapshot } from "../../completion/snapshot";

const { CompletionItemKind: Kind } = vscode;
/** Templates, keywords, files …: none of them is a member. */
const NO_MEMBERS = new Set<vscode.CompletionItemKind | undefined>([
  undefined,
  Kind.Snippet,
  Kind.Keyword,
  Kind.Unit,
  Kind.Color,
  Kind.File,
  Kind.Folder,
  Kind.Reference,
  Kind.User,
  Kind.Issue,
]);

/** Asks the language servers through the editor, with what it asks them when a person types the operator. */
export class LanguageMembers implements MemberPort {
  async members(snapshot: Snapshot, signal: AbortSignal): Promise<ReadonlySet<string> | undefined> {
    const place = placeOf(snapshot);
    if (!place) {
      return undefined;
    }
    const list = await vscode.commands.executeCommand<vscode.CompletionList | undefined>(
      "vscode.executeCompletionItemProvider",
      place.uri,
      place.position,
      place.trigger,
    );
    return signal.aborted || !list || list.isIncomplete ? undefined : namesIn(list.items.map(listed));
  }
}

function listed({ label, kind, filterText, insertText }: vscode.CompletionItem): Listed {
  const inserted = typeof insertText === "string" ? insertText : insertText?.value;
  const texts = [typeof label === "string" ? label : label.label, filterText, inserted];
  return { texts: texts.filter((text) => text !== undefined), kind: kindOf(kind) };
}

function kindOf(kind: vscode.CompletionItemKind | undefined): Listed["kind"] {
  return kind === Kind.Text ? "word" : NO_MEMBERS.has(kind) ? "other" : "member";
}

interface Place {
  readonly uri: vscode.Uri;
  /** Behind the operator. */
  readonly position: vscode.Position;
  readonly trigger: string;
}

/**
 * Where the snapshot's member access stands in its document; undefined if the cursor is no longer there, or if the text is
 * only what it would be if something were accepted.
 */
function placeOf(snapshot: Snapshot): Place | undefined {
  const access = memberAccessAt(snapshot);
  const editor = vscode.window.activeTextEditor;
  if (!access || !editor || editor.document.uri.toString() !== snapshot.document) {
    return undefined;
  }
  const { active } = editor.selection;
  const before = editor.document.lineAt(active.line).text.slice(0, active.character);
  const at = before.lastIndexOf(access.line);
  const character = at + access.line.length;
  // With an item selected in the suggest widget, only the beginning of its name stands in the document.
  return at === -1 || !access.begun.startsWith(before.slice(character))
    ? undefined
    : {
        uri: editor.document.uri,
        position: new vscode.Position(active.line, character),
        trigger: access.line.slice(-1),
      };
}
