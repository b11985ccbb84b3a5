// A bundle of its own (`dist/later/chat.js`), which the view loads when it is shown: the history on the disk, what a new
// user is told, and themes, which are read with jsonc-parser.
export { openDatabaseOrMemory } from "../../chat/database";
export { examplesFor } from "../../chat/examples";
export { fromWebview } from "../../chat/fromWebview";
export { History } from "../../chat/history";
export { Lease, untilFree } from "../../chat/lease";
export { rememberedBy } from "../../chat/remembered";
export { keyHint } from "../../mistral/keys/keyHint";
export { themeTokenColors } from "./tokenColors";
export { isRunning } from "../../storage/owner";
export { windowKey } from "./windowKey";
export { ChatList } from "../../chat/chatList";
export { withoutSecrets } from "../../chat/tidy";
export { showChats } from "./chats";
export { deleteChats } from "./deleteChats";
export { Asked } from "./asked";
export { consentOf, grantsOf } from "./consent";
export { showPermissions } from "./permissions";
