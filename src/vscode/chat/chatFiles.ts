import { homedir } from "node:os";
import * as vscode from "vscode";
import type { ChatEntry, ChatList } from "../../chat/chatList";
import { exportedJson, importedChat, NotAChat } from "../../chat/exported";
import type { History } from "../../chat/history";
import type { Redact } from "../../chat/tidy";
import { transcriptOf } from "../../chat/transcript";

export interface FileParts {
  readonly list: Pick<ChatList, "whole">;
  readonly history: Pick<History, "load">;
  readonly redact: Redact;
}

/** More than any chat, and what can still be read at once. */
const MOST_BYTES = 200 * 1024 * 1024;

const FORMATS = [
  { label: "Markdown", description: "what is shown, to be read", extension: "md" },
  { label: "JSON", description: "all of it, to be imported again", extension: "json" },
];

/** Asks for the form and the place, and writes the file. */
export async function exportChat({ id, ...chat }: ChatEntry, { list, history, redact }: FileParts): Promise<void> {
  const title = redact(chat.title);
  const format = await vscode.window.showQuickPick(FORMATS, {
    title: "Codestral: Export Chat",
    placeHolder: "Secrets are replaced by placeholders",
  });
  const uri =
    format &&
    (await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(defaultFolder(), `${fileNameOf(title)}.${format.extension}`),
      filters: { [format.label]: [format.extension] },
      title: "Export Chat",
    }));
  const whole = list.whole(id);
  if (!uri || !whole) {
    return;
  }
  const text =
    format.extension === "json" ? exportedJson(whole, redact) : transcriptOf(title, history.load(id).events, redact);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const open = "Open";
  if ((await vscode.window.showInformationMessage("The chat is exported.", open)) === open) {
    await vscode.commands.executeCommand("vscode.open", uri);
  }
}

/** Asks for the file. @returns the id of the chat; undefined if nothing was imported, which the person knows */
export async function importChat(list: Pick<ChatList, "add">): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      filters: { "Exported chats": ["json"] },
      openLabel: "Import",
      title: "Import a Chat",
    })) ?? [];
  if (!uri) {
    return undefined;
  }
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > MOST_BYTES) {
      throw new NotAChat("The file is larger than 200 MB.");
    }
    return list.add(importedChat(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Nothing was imported. ${why}`);
    return undefined;
  }
}

function defaultFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}

/** A name that every file system takes. */
function fileNameOf(title: string): string {
  const name = title
    .replaceAll(/[\\/:*?"<>|.\p{Cc}]+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return name === "" ? "Chat" : name;
}
