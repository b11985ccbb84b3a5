import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { editsBetween } from "../../../edits/change";
import type { Files, Found, Step, TextStep } from "../../../edits/write/port";
import type { NamedBy } from "../../../workspace/classify";
import type { Workspace } from "../../workspace/workspace";
import { look } from "./look";

/**
 * VS Code refuses an edit of a document whose version is another than we know, which is so for a moment after it has read
 * the file again, to the same text. Texts that have changed are refused by us.
 */
const ATTEMPTS = 6;
/** Before the second attempt, in milliseconds; twice as long before each that follows: a second and a half in all. */
const FIRST_PAUSE_MS = 50;

/** The files of this window. */
export class EditorFiles implements Files {
  constructor(private readonly workspace: Pick<Workspace, "refusedWrite">) {}

  look(uri: string): Promise<Found> {
    return look(vscode.Uri.parse(uri));
  }

  refusedWrite(uri: string, namedBy: NamedBy): string | undefined {
    return this.workspace.refusedWrite(vscode.Uri.parse(uri), namedBy);
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
    for (let attempt = 1; !(await this.isApplied(step)); attempt++) {
      if (step.kind !== "texts" || attempt === ATTEMPTS) {
        throw new Error("VS Code did not accept it");
      }
      await delay(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
    if (step.kind === "texts") {
      await this.arrived(step.texts);
    }
  }

  /** On a busy machine the word that an edit was applied comes before what it has made of the texts. */
  private async arrived(texts: readonly TextStep[]): Promise<void> {
    for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
      const documents = await Promise.all(
        texts.map(({ uri }) => vscode.workspace.openTextDocument(vscode.Uri.parse(uri))),
      );
      if (texts.every(({ to }, at) => documents[at]?.getText() === to)) {
        return;
      }
      await delay(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }

  private async isApplied(step: Exclude<Step, { kind: "save" }>): Promise<boolean> {
    const edit = step.kind === "texts" ? await textEdit(step.texts) : await fileEdit(step);
    // From here to the edit nothing else has a turn.
    for (const { uri, namedBy } of addressesOf(step)) {
      const sentence = this.refusedWrite(uri, namedBy);
      if (sentence !== undefined) {
        throw new Error(sentence);
      }
    }
    // Not as a refactoring: then VS Code would save the files, with what the person had not saved.
    return vscode.workspace.applyEdit(edit);
  }
}

function addressesOf(step: Exclude<Step, { kind: "save" }>): readonly { uri: string; namedBy: NamedBy }[] {
  if (step.kind === "texts") {
    return step.texts;
  }
  return step.kind === "rename" ? [step, { ...step, uri: step.to }] : [step];
}

/** All texts in one edit, which VS Code applies to all documents or to none, as one step of undo. */
async function textEdit(texts: readonly TextStep[]): Promise<vscode.WorkspaceEdit> {
  const documents = await Promise.all(texts.map(({ uri }) => vscode.workspace.openTextDocument(vscode.Uri.parse(uri))));
  const edit = new vscode.WorkspaceEdit();
  // VS Code refuses it for a document that has another version by then.
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
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty && !(await document.save())) {
    throw new Error("VS Code did not save it");
  }
}
