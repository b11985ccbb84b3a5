import * as vscode from "vscode";
import type { ChatEntry, ChatList } from "../../chat/chatList";
import type { Found } from "../../chat/search";
import type { Log } from "../log";
import { type ChatRow, RowButtons, type RowWish, rowsOf } from "./chatRows";

export interface PickerParts {
  readonly list: ChatList;
  /** The chat that is on the screen here. */
  open(): string;
  /** Those that other windows show. */
  elsewhere(): readonly string[];
  archiveAfterDays(): number;
  readonly log: Pick<Log, "error">;
}

/** What the person wants of the list, or of a chat in it. */
export type ChatWish =
  | { readonly kind: "import" }
  | { readonly kind: "open" | "change" | Exclude<RowWish, "pin">; readonly chat: ChatEntry };

/** How the list stands; it is there again after what a chat's button does. */
export interface Stand {
  value: string;
  withArchived: boolean;
  isChanging: boolean;
  at: string | undefined;
}

/** Shows the chats until the person wants something with one. @returns undefined if they are done */
export function pickChat(parts: PickerParts, stand: Stand): Promise<ChatWish | undefined> {
  const box = vscode.window.createQuickPick<ChatRow>();
  box.title = "Codestral: Chats";
  box.keepScrollPosition = true;
  box.value = stand.value;
  const buttons = new RowButtons();
  let wish: ChatWish | undefined;

  const draw = () => {
    box.placeholder = stand.isChanging
      ? "Choose a chat to rename, pin, export or delete it"
      : "Search titles and what was said";
    const active = box.activeItems[0]?.chat?.id ?? stand.at;
    box.items = rowsOf(
      {
        chats: parts.list.all(),
        found: box.value.trim() === "" ? undefined : search(parts, box.value),
        open: parts.open(),
        elsewhere: parts.elsewhere(),
        archiveAfterDays: parts.archiveAfterDays(),
        withArchived: stand.withArchived,
        isChanging: stand.isChanging,
        now: Date.now(),
      },
      buttons,
    );
    const stands = box.items.find(({ chat }) => chat && chat.id === active);
    // While the person types, the editor chooses the first row that fits.
    if (stands && box.value === "") {
      box.activeItems = [stands];
    }
  };
  const choose = (chosen: ChatWish) => {
    wish = chosen;
    box.hide();
  };
  const accept = (row: ChatRow | undefined) => {
    if (row?.does === "showArchived") {
      stand.withArchived = true;
      draw();
    } else if (row?.does === "change") {
      stand.isChanging = true;
      draw();
    } else if (row?.does === "import") {
      choose({ kind: "import" });
    } else if (row?.chat) {
      stand.at = row.chat.id;
      choose({ kind: stand.isChanging ? "change" : "open", chat: row.chat });
    }
  };
  const press = (chat: ChatEntry, what: RowWish) => {
    stand.at = chat.id;
    if (what === "pin") {
      parts.list.pin(chat.id, !chat.isPinned);
      draw();
    } else {
      choose({ kind: what, chat });
    }
  };

  return new Promise((resolve, reject) => {
    const orReject = (run: () => void) => {
      try {
        run();
      } catch (error) {
        reject(error);
        box.hide();
      }
    };
    box.onDidChangeValue((value) => {
      stand.value = value;
      orReject(draw);
    });
    box.onDidAccept(() => orReject(() => accept(box.selectedItems[0])));
    box.onDidTriggerItemButton(({ item, button }) => {
      const { chat } = item;
      if (chat) {
        orReject(() => press(chat, buttons.wish(button)));
      }
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(wish);
    });
    orReject(draw);
    box.show();
  });
}

/** Where only what was said cannot be searched, titles still can. */
function search({ list, log }: PickerParts, words: string): readonly Found[] {
  try {
    return list.search(words);
  } catch (error) {
    log.error("What was said in chats cannot be searched.", error);
    return [];
  }
}
