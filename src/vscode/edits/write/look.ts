import * as vscode from "vscode";
import type { Found } from "../../../edits/write/port";
import { fileOf, notebookOf } from "../../workspace/fileOf";
import { snapshotOf } from "../snapshot";
import { isReadOnly } from "./readOnly";

const CELL = "vscode-notebook-cell";

/** What a person sees at an address, and what its disk has. Never rejects. */
export async function look(uri: vscode.Uri): Promise<Found> {
  if (uri.scheme === "untitled") {
    return withoutDisk(openDocument(uri));
  }
  if (uri.scheme === CELL) {
    return lookIntoCell(uri);
  }
  const kind = await kindOf(uri);
  const open = openDocument(uri);
  if (kind === undefined) {
    // Deleted under an editor that has text of its own.
    return open?.isDirty ? withoutDisk(open) : { kind: "nothing" };
  }
  if ((kind & vscode.FileType.File) === 0) {
    return { kind: "unreadable" };
  }
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const { encoding } = document;
    const bytes = await vscode.workspace.fs.readFile(uri);
    const saved = await vscode.workspace.decode(bytes, { encoding });
    const isWhole = Buffer.compare(bytes, await vscode.workspace.encode(saved, { encoding })) === 0;
    const snapshot = snapshotOf(document);
    return { kind: "file", snapshot, saved, isOnDisk: true, hindrance: await hindranceTo(document, isWhole) };
  } catch {
    // Deleted meanwhile, binary or too large.
    return { kind: (await kindOf(uri)) === undefined ? "nothing" : "unreadable" };
  }
}

async function hindranceTo(document: vscode.TextDocument, isWhole: boolean): Promise<string | undefined> {
  if (await isReadOnly(document)) {
    return "is read-only";
  }
  if (!isWhole) {
    return `has bytes that are no text in its encoding (${document.encoding}), which saving would destroy`;
  }
  const id = document.uri.toString();
  const isOpenElse = vscode.workspace.notebookDocuments.some(({ uri, isDirty }) => isDirty && uri.toString() === id);
  return isOpenElse ? "is open as a notebook with unsaved changes" : undefined;
}

async function lookIntoCell(uri: vscode.Uri): Promise<Found> {
  let document = openDocument(uri);
  if (!document) {
    try {
      await vscode.workspace.openNotebookDocument(fileOf(uri));
    } catch {
      return { kind: "nothing" };
    }
    document = openDocument(uri);
  }
  const notebook = notebookOf(uri);
  if (!document || !notebook) {
    return { kind: "nothing" };
  }
  const snapshot = { ...snapshotOf(document), isDirty: notebook.isDirty };
  const isLocked = vscode.workspace.fs.isWritableFileSystem(notebook.uri.scheme) === false;
  // The person saves a notebook: with one cell all others would be saved, and the outputs.
  return {
    kind: "file",
    snapshot,
    saved: undefined,
    isOnDisk: false,
    hindrance: isLocked ? "is read-only" : undefined,
  };
}

function withoutDisk(document: vscode.TextDocument | undefined): Found {
  return document
    ? { kind: "file", snapshot: snapshotOf(document), saved: undefined, isOnDisk: false, hindrance: undefined }
    : { kind: "nothing" };
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const id = uri.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === id);
}

/** Undefined where nothing is. */
async function kindOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}
