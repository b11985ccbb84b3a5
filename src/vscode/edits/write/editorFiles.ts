import * as vscode from "vscode";
import { editsBetween } from "../../../edits/change";
import type { Files, Found, Step, TextStep } from "../../../edits/write/port";
import { look, notebookOf } from "./look";

/** The sentence that refuses to let a file be written, judged at that moment; undefined if it may be. */
export type MayWrite = (uri: vscode.Uri) => Promise<string | undefined>;

/** The files of this window. */
export class EditorFiles implements Files {
  constructor(private readonly permission: MayWrite) {}

  look(uri: string): Promise<Found> {
    return look(vscode.Uri.parse(uri));
  }

  mayWrite(uri: string): Promise<string | undefined> {
    return this.permission(vscode.Uri.parse(uri));
  }

  nameOf(uri: string): string {
    return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  }

  /** The person's own setting for what several files change at once; we hold to it for one file too. */
  savesAgain(): boolean {
    return vscode.workspace.getConfiguration("files").get<boolean>("refactoring.autoSave", true);
  }

  async run(step: Step): Promise<void> {
    if (step.kind === "save") {
      return save(vscode.Uri.parse(step.uri));
    }
    // Not as a refactoring: then VS Code would save the files, with what the person had not saved.
    if (
      !(await vscode.workspace.applyEdit(step.kind === "texts" ? await textEdit(step.texts) : await fileEdit(step)))
    ) {
      throw new Error("VS Code did not accept it");
    }
  }
}

/** All texts in one edit, which VS Code applies to all documents or to none, as one step of undo. */
async function textEdit(texts: readonly TextStep[]): Promise<vscode.WorkspaceEdit> {
  const documents = await Promise.all(texts.map(({ uri }) => vscode.workspace.openTextDocument(vscode.Uri.parse(uri))));
  const edit = new vscode.WorkspaceEdit();
  // From here to the edit nothing else has a turn, and VS Code refuses it for a document of another version.
  for (const [at, { from, to }] of texts.entries()) {
    const document = documents[at];
    if (document?.getText() !== from) {
      throw new Error("the text has changed");
    }
    for (const { start, end, newText } of editsBetween(from, to)) {
      edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
    }
  }
  return edit;
}

async function fileEdit(step: Exclude<Step, { kind: "texts" | "save" }>): Promise<vscode.WorkspaceEdit> {
  const uri = vscode.Uri.parse(step.uri);
  const edit = new vscode.WorkspaceEdit();
  switch (step.kind) {
    case "create": {
      const { encoding } = step;
      const { encode } = vscode.workspace;
      const contents = await (encoding === undefined ? encode(step.text, { uri }) : encode(step.text, { encoding }));
      edit.createFile(uri, { contents });
      return edit;
    }
    case "rename":
      edit.renameFile(uri, vscode.Uri.parse(step.to));
      return edit;
    case "delete":
      edit.deleteFile(uri);
      return edit;
  }
}

async function save(uri: vscode.Uri): Promise<void> {
  const document = notebookOf(uri) ?? (await vscode.workspace.openTextDocument(uri));
  if (document.isDirty && !(await document.save())) {
    throw new Error("VS Code did not save it");
  }
}
