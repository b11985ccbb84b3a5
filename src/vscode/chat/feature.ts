import type { Feature } from "../feature";
import type { Chat } from ".";

export const CHAT: Feature<Chat> = {
  name: "The chat",
  commands: {
    openChat: (chat) => chat.focus(),
    newChat: (chat) => chat.newChat(),
    showChats: (chat) => chat.showChats(),
    stopChat: (chat) => chat.stop(),
    showChatPermissions: (chat) => chat.showPermissions(),
    deleteChats: (chat) => chat.deleteAll(),
  },
  menu: () => [{ group: "work", label: "$(comment-discussion) Open chat", does: "openChat" }],
};
