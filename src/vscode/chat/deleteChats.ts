import * as vscode from "vscode";
import type { Conversation } from "../../chat/conversation";
import type { Grants } from "../../chat/grants";
import { confirmDeletion } from "../pages/panel";

/** Asks, and deletes what was said in all chats, and what they were allowed. */
export async function deleteChats(conversation: Pick<Conversation, "change">, grants: Grants): Promise<void> {
  const detail = "With all answers and all that their tools have read, of all workspaces. This cannot be undone.";
  if (!(await confirmDeletion("Delete all chats?", detail))) {
    return;
  }
  const others = await conversation.change((kept) => kept.deleteAll());
  grants.forgetChats();
  if (others > 0) {
    void vscode.window.showInformationMessage(
      `All chats are deleted but what other windows have open (${others}). Delete there, too, or close them first.`,
    );
  }
}
