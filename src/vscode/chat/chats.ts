import * as vscode from "vscode";
import type { ChatEntry } from "../../chat/chatList";
import type { Conversation } from "../../chat/conversation";
import type { History } from "../../chat/history";
import type { KeptConversation } from "../../chat/kept";
import type { Redact } from "../../chat/tidy";
import { confirmDeletion } from "../pages/panel";
import { exportChat, importChat } from "./chatFiles";
import { type PickerParts, pickChat, type Stand } from "./chatPicker";
import { type RowWish, wishesFor } from "./chatRows";

export interface ChatsParts extends Pick<PickerParts, "list" | "archiveAfterDays" | "log"> {
  readonly conversation: Pick<Conversation, "kept" | "busy" | "change">;
  readonly history: Pick<History, "load">;
  /** Takes secrets out of what leaves the history. */
  readonly redact: Redact;
  /** Shows the view. */
  focus(this: void): Promise<void>;
}

const ELSEWHERE = "Another window has this chat open. Go on with it there, or close it there first.";

/** Shows all chats; the person may search, open, rename, pin, export, import and delete. Ends when they are done. */
export async function showChats(parts: ChatsParts): Promise<void> {
  const { conversation, list } = parts;
  const picker: PickerParts = {
    list,
    open: () => conversation.kept.id,
    elsewhere: () => conversation.kept.elsewhere,
    archiveAfterDays: () => parts.archiveAfterDays(),
    log: parts.log,
  };
  const stand: Stand = { value: "", withArchived: false, isChanging: false, at: conversation.kept.id };
  for (;;) {
    const wish = await pickChat(picker, stand);
    if (wish === undefined) {
      return;
    }
    switch (wish.kind) {
      case "open":
        await open(wish.chat.id, parts);
        return;
      case "import": {
        const imported = await importChat(list);
        if (imported !== undefined) {
          await open(imported, parts);
        }
        return;
      }
      case "change":
      case "rename":
      case "export":
      case "delete": {
        const { kind, chat } = wish;
        stand.isChanging = false;
        const what = kind === "change" ? await wishFor(chat) : kind;
        await change(what, chat, parts);
        if (what === "export") {
          return;
        }
      }
    }
  }
}

async function wishFor(chat: ChatEntry): Promise<RowWish | undefined> {
  const chosen = await vscode.window.showQuickPick(wishesFor(chat), { title: `Codestral: ${chat.title}` });
  return chosen?.wish;
}

async function change(what: RowWish | undefined, chat: ChatEntry, parts: ChatsParts): Promise<void> {
  switch (what) {
    case undefined:
      break;
    case "rename":
      await rename(chat, parts);
      break;
    case "pin":
      parts.list.pin(chat.id, !chat.isPinned);
      break;
    case "export":
      await exportChat(chat, parts);
      break;
    case "delete":
      await remove(chat, parts);
      break;
  }
}

async function open(id: string, { conversation, list, focus }: ChatsParts): Promise<void> {
  if (conversation.kept.elsewhere.includes(id)) {
    void vscode.window.showInformationMessage(ELSEWHERE);
    return;
  }
  if (conversation.busy && id !== conversation.kept.id && !(await mayStop())) {
    return;
  }
  list.bringHere(id);
  const went = id === conversation.kept.id ? "open" : await conversation.change((kept) => kept.goTo(id));
  switch (went) {
    case "open":
      await focus();
      break;
    case "elsewhere":
      void vscode.window.showInformationMessage(ELSEWHERE);
      break;
    case "gone":
      void vscode.window.showInformationMessage("This chat has been deleted.");
      break;
  }
}

async function mayStop(): Promise<boolean> {
  const button = "Stop and Open";
  const detail = "Opening another chat stops it. What it has said so far stays in its chat.";
  const chosen = await vscode.window.showWarningMessage("An answer is being written.", { modal: true, detail }, button);
  return chosen === button;
}

async function rename({ id, title }: ChatEntry, { list }: ChatsParts): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: "Codestral: Rename Chat",
    prompt: "What the chat is called; nothing, and it has its first words as its title again",
    value: title,
  });
  if (typed !== undefined && typed !== title) {
    list.rename(id, typed);
  }
}

async function remove({ id, title }: ChatEntry, { conversation }: ChatsParts): Promise<void> {
  const detail = "With all its answers and all that its tools have read. This cannot be undone.";
  if (!(await confirmDeletion(`Delete “${title}”?`, detail))) {
    return;
  }
  const remove = (kept: Pick<KeptConversation, "delete">) => kept.delete(id);
  // An answer in another chat than this one goes on.
  const isGone = id === conversation.kept.id ? await conversation.change(remove) : remove(conversation.kept);
  if (!isGone) {
    void vscode.window.showInformationMessage(
      "Another window has this chat open. Delete it there, or close it there first.",
    );
  }
}
