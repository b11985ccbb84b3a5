import type { Feature } from "../feature";
import type { KeysAndModels } from ".";
import type { Accounts } from "./authentication";

export const KEYS_AND_MODELS: Feature<KeysAndModels> = {
  name: "The keys",
  commands: {
    setApiKey: async (feature) => (await feature.load()).setApiKey(feature.parts),
    manageApiKeys: async (feature) => (await feature.manager()).manage(),
    clearApiKey: async (feature) => (await feature.load()).clearApiKey(feature.parts.keys),
    tryConnection: async (feature) => (await feature.load()).tryConnection(feature.parts),
    pickChatModel: async (feature) => (await feature.load()).pickModel("chat", feature.parts),
    pickCompletionModel: async (feature) => (await feature.load()).pickModel("completion", feature.parts),
  },
  menu: () => [
    { group: "work", label: "$(symbol-misc) Pick chat model…", does: "pickChatModel" },
    { group: "work", label: "$(symbol-misc) Pick completion model…", does: "pickCompletionModel" },
    { group: "work", label: "$(key) Manage API keys…", does: "manageApiKeys" },
    { group: "help", label: "$(plug) Try the connection", does: "tryConnection" },
  ],
};

export const SIGN_IN: Feature<Accounts> = { name: "Sign-in" };
