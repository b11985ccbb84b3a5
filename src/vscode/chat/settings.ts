import { setting } from "../settings";

export const SETTINGS = {
  /** US dollars; 0 for none. */
  answerBudget: setting("chat.answerBudget", 1, { least: 0 }),
  /** `auto` leaves it to the server. */
  reasoningEffort: setting("chat.reasoningEffort", "auto"),
  /** Days without use after which a chat is out of sight; 0 for never. */
  archiveAfterDays: setting("chat.archiveAfterDays", 0, { least: 0 }),
};
