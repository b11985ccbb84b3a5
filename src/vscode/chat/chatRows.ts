import * as vscode from "vscode";
import { ago } from "../../chat/ago";
import { type ChatEntry, isArchived } from "../../chat/chatList";
import type { Found } from "../../chat/search";

/** What a button of a chat's row does. */
export type RowWish = "rename" | "pin" | "export" | "delete";

export interface ChatRow extends vscode.QuickPickItem {
  readonly chat?: ChatEntry;
  readonly does?: "import" | "showArchived" | "change";
}

/** What the rows are made of. */
export interface Shown {
  readonly chats: readonly ChatEntry[];
  /** Where what is typed was said; undefined where nothing is typed. */
  readonly found: readonly Found[] | undefined;
  /** The chat that is on the screen here. */
  readonly open: string;
  /** Those that other windows show. */
  readonly elsewhere: readonly string[];
  readonly archiveAfterDays: number;
  readonly withArchived: boolean;
  /** A chat is chosen to be renamed, pinned, exported or deleted, and not to be opened. */
  readonly isChanging: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What can be done with a chat, as a list of its own. */
export function wishesFor({ isPinned }: ChatEntry): (vscode.QuickPickItem & { readonly wish: RowWish })[] {
  return [
    { label: "$(edit) Rename…", wish: "rename" },
    { label: isPinned ? "$(pinned) Unpin" : "$(pin) Pin", wish: "pin" },
    { label: "$(export) Export…", wish: "export" },
    { label: "$(trash) Delete…", wish: "delete" },
  ];
}

export class RowButtons {
  private readonly pin = button("pin", "Pin");
  private readonly unpin = button("pinned", "Unpin");
  private readonly others: readonly (readonly [RowWish, vscode.QuickInputButton])[] = [
    ["rename", button("edit", "Rename…")],
    ["export", button("export", "Export…")],
    ["delete", button("trash", "Delete…")],
  ];

  of({ isPinned }: ChatEntry): vscode.QuickInputButton[] {
    return [isPinned ? this.unpin : this.pin, ...this.others.map(([, one]) => one)];
  }

  wish(pressed: vscode.QuickInputButton): RowWish {
    return this.others.find(([, one]) => one === pressed)?.[0] ?? "pin";
  }
}

/** The list as it is shown. What is typed filters by title, and shows each chat in which it was said. */
export function rowsOf(shown: Shown, buttons: RowButtons): ChatRow[] {
  const { chats, found, withArchived, isChanging } = shown;
  const isOld = (chat: ChatEntry) => chat.id !== shown.open && isArchived(chat, shown.archiveAfterDays, shown.now);
  const groups: readonly (readonly [string, readonly ChatEntry[]])[] = [
    ["pinned", chats.filter((chat) => chat.isPinned)],
    ["chats", chats.filter((chat) => !chat.isPinned && !isOld(chat))],
    ["archived", found || withArchived ? chats.filter(isOld) : []],
  ];
  const hidden = found || withArchived ? 0 : chats.filter(isOld).length;
  return [
    ...groups.flatMap(([label, all]) =>
      all.length === 0 ? [] : [separator(label), ...all.map((chat) => rowOf(chat, shown, buttons))],
    ),
    separator(""),
    ...(hidden > 0 ? [{ label: `$(archive) Show archived chats (${hidden})`, does: "showArchived" as const }] : []),
    // A row's buttons cannot be reached by keys.
    ...(chats.length > 0 && !isChanging ? [CHANGE] : []),
    ...(isChanging ? [] : [{ label: "$(cloud-download) Import a chat…", does: "import" as const }]),
  ];
}

const CHANGE: ChatRow = { label: "$(edit) Rename, pin, export or delete a chat…", does: "change", alwaysShow: true };

function rowOf(chat: ChatEntry, { found, open, elsewhere, now }: Shown, buttons: RowButtons): ChatRow {
  const snippet = found?.find(({ id }) => id === chat.id)?.snippet;
  const where = chat.id === open ? "open, " : elsewhere.includes(chat.id) ? "open in another window, " : "";
  return {
    label: withoutIcons(chat.title),
    description: `${where}${ago(chat.used, now)}`,
    ...(snippet === undefined ? {} : { detail: withoutIcons(snippet), alwaysShow: true }),
    buttons: buttons.of(chat),
    chat,
  };
}

/** The editor takes `$(…)` for an icon. */
function withoutIcons(text: string): string {
  return text.replaceAll("$(", "\\$(");
}

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}

function separator(label: string): ChatRow {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
