import type { Use } from "../../mistral/models/choose";
import { type Setting, setting } from "../settings";

export const SETTINGS = {
  server: setting("server", "https://api.mistral.ai"),
  completionModel: setting("completion.model", "auto"),
  chatModel: setting("chat.model", "auto"),
  requestsAtOnce: setting("requestsAtOnce", 4, { least: 1, most: 8, isWhole: true }),
  hedge: setting("hedge", false),
};

export const MODEL_SETTING: Readonly<Record<Use, Setting<string>>> = {
  chat: SETTINGS.chatModel,
  completion: SETTINGS.completionModel,
};
