import * as vscode from "vscode";
import type { ChangeJournal, Texts } from "../../../edits/journal/changeJournal";
import type { Entry, EntryFile } from "../../../edits/journal/entry";

const SCHEME = "codestral-change";

/** Shows what the journal has of a file, as documents that nobody can write to. */
export class JournalTexts implements vscode.Disposable {
  private readonly registration: vscode.Disposable;

  constructor(load: () => Promise<ChangeJournal>) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async ({ query }) => {
        const [entry, position, side] = query.split(" ");
        return (await load()).texts(Number(entry), Number(position))[side as keyof Texts] ?? "";
      },
    });
  }

  /** What was there before a change, beside what is there now. */
  async showDifference(entry: Entry): Promise<void> {
    const pairs = await Promise.all(entry.files.map((file) => pairOf(entry, file)));
    const [first] = pairs;
    if (first && pairs.length === 1) {
      const [{ path }, before, now] = first;
      const title = `${entry.title}: ${path.split("/").at(-1) ?? ""} before, and now`;
      await vscode.commands.executeCommand("vscode.diff", before, now, title, { preview: false });
    } else {
      await vscode.commands.executeCommand("vscode.changes", `${entry.title}: before, and now`, pairs);
    }
  }

  dispose(): void {
    this.registration.dispose();
  }
}

async function pairOf(entry: Entry, file: EntryFile): Promise<[vscode.Uri, vscode.Uri, vscode.Uri]> {
  const uri = vscode.Uri.parse(file.to);
  const kept = (side: keyof Texts) =>
    vscode.Uri.from({
      scheme: SCHEME,
      path: `/${uri.path.replace(/^\/+/, "")}`,
      query: `${entry.id} ${file.position} ${side}`,
    });
  return [uri, kept("before"), (await canBeOpened(uri)) ? uri : kept("after")];
}

async function canBeOpened(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.openTextDocument(uri);
    return true;
  } catch {
    return false;
  }
}
