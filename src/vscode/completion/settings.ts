import { setting } from "../settings";

export const SETTINGS = {
  enabled: setting("completion.enabled", true),
  inComments: setting("completion.inComments", true),
  inStrings: setting("completion.inStrings", true),
  importOnAccept: setting("completion.importOnAccept", true),
  useClipboard: setting("completion.useClipboard", false),
};
