import { listSetting, setting } from "../settings";

export const SETTINGS = {
  exclude: listSetting("exclude"),
  useGitIgnore: setting("useGitIgnore", false),
};
