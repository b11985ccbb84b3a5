import type { Cure } from "../mistral/errors";

/** What the button for each cure says. */
export const CURE_LABELS: Readonly<Record<Cure, string>> = {
  setApiKey: "Set API Key",
  manageApiKeys: "Manage API Keys",
  pickChatModel: "Pick a Model",
  retry: "Try Again",
  continue: "Continue",
  showLog: "Show Log",
  openSettings: "Open Settings",
  newChat: "New Chat",
};
