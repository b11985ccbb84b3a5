import type { Feature } from "../feature";
import type { KeysAndModels } from ".";
import type { Accounts } from "./authentication";
import { pickModel } from "./pickModel";
import { clearApiKey, setApiKey } from "./setApiKey";
import { tryConnection } from "./tryConnection";

export const KEYS_AND_MODELS: Feature<KeysAndModels> = {
  name: "The keys",
  commands: {
    setApiKey: ({ parts }) => setApiKey(parts),
    manageApiKeys: ({ manager }) => manager.manage(),
    clearApiKey: ({ parts }) => clearApiKey(parts.keys),
    tryConnection: ({ parts }) => tryConnection(parts),
    pickChatModel: ({ parts }) => pickModel("chat", parts),
    pickCompletionModel: ({ parts }) => pickModel("completion", parts),
  },
  menu: () => [
    { group: "work", label: "$(symbol-misc) Pick chat model…", does: "pickChatModel" },
    { group: "work", label: "$(symbol-misc) Pick completion model…", does: "pickCompletionModel" },
    { group: "work", label: "$(key) Manage API keys…", does: "manageApiKeys" },
    { group: "help", label: "$(plug) Try the connection", does: "tryConnection" },
  ],
};

export const SIGN_IN: Feature<Accounts> = { name: "Sign-in" };
