import * as vscode from "vscode";
import { mayBeContext } from "../../../completion/context/exclude";
import type { ContextPort, Definition, Edit, OpenDocument, Problem } from "../../../completion/context/port";
import type { ContextQuery } from "../../../completion/context/source";
import type { Exclusion } from "../../workspace/exclusion";
import { Definitions } from "./definitions";
import { Edits } from "./edits";
import { Files } from "./files";
import { pathOf } from "./paths";

const MOST_RECENT = 20;
/** About the lines of the longest file that is looked at; a longer document is not copied only to find that out. */
const MOST_LINES = 10_000;

/** The editor, as the context sees it. */
export class EditorContext implements ContextPort {
  private readonly looked: vscode.Uri[] = [];
  private readonly definitionsOf = new Definitions();
  private readonly edited: Edits;
  private readonly onDisk: Files;
  private readonly disposables: vscode.Disposable[];

  /**
   * @param changed told of each file whose text is another one than the context has read
   * @param mayReadClipboard asked each time
   */
  constructor(
    changed: (path: string) => void,
    private readonly mayReadClipboard: () => boolean,
    private readonly exclusion: Exclusion,
  ) {
    this.edited = new Edits(exclusion);
    this.onDisk = new Files(changed, exclusion);
    this.disposables = [
      this.edited,
      this.onDisk,
      vscode.window.onDidChangeActiveTextEditor((editor) => this.look(editor?.document)),
      vscode.workspace.onDidSaveTextDocument(() => this.definitionsOf.clear()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        const path = pathOf(uri);
        if (path !== undefined) changed(path);
      }),
    ];
  }

  openDocuments(): readonly OpenDocument[] {
    const shown = new Set(shownUris().map(String));
    return vscode.workspace.textDocuments.flatMap((document) => {
      // What other extensions open in the background, by the hundred at times, is nothing that a person works on.
      if (!document.isDirty && !shown.has(document.uri.toString())) return [];
      const path = this.readable(document.uri);
      if (path === undefined || !mayBeContext(path) || document.lineCount > MOST_LINES) return [];
      return [{ path, version: document.version, text: () => document.getText().replaceAll("\r\n", "\n") }];
    });
  }

  recentFiles(): readonly string[] {
    const shown = shownUris().map((uri) => this.readable(uri));
    const looked = this.looked.map((uri) => this.readable(uri));
    return [...new Set([...looked, ...shown])].filter((path) => path !== undefined);
  }

  files(path: string): Promise<readonly string[]> {
    return this.onDisk.list(path);
  }

  readText(path: string, signal: AbortSignal): Promise<string | undefined> {
    return this.onDisk.read(path, signal);
  }

  async definitions(query: ContextQuery): Promise<readonly Definition[]> {
    const editor = editorOf(query);
    return editor ? this.definitionsOf.around(editor.document, editor.selection.active) : [];
  }

  edits(): readonly Edit[] {
    return this.edited.recent;
  }

  problems(query: ContextQuery): readonly Problem[] {
    const editor = editorOf(query);
    if (!editor) return [];
    return vscode.languages
      .getDiagnostics(editor.document.uri)
      .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
      .map(({ range, message }) => ({ distance: Math.abs(range.start.line - editor.selection.active.line), message }));
  }

  async clipboard(): Promise<string | undefined> {
    return this.mayReadClipboard() ? await vscode.env.clipboard.readText() : undefined;
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private look(document: vscode.TextDocument | undefined): void {
    if (!document) return;
    const { uri } = document;
    const others = this.looked.filter((other) => other.toString() !== uri.toString());
    this.looked.splice(0, this.looked.length, uri, ...others.slice(0, MOST_RECENT - 1));
  }

  /** The path of what may be read. */
  private readable(uri: vscode.Uri): string | undefined {
    return this.exclusion.why(uri) ? undefined : pathOf(uri);
  }
}

/** What tabs hold and editors show. */
function shownUris(): vscode.Uri[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const inTabs = tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  return [...inTabs, ...vscode.window.visibleTextEditors.map(({ document }) => document.uri)];
}

function editorOf({ document }: ContextQuery): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === document);
}
