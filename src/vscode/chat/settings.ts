import { setting } from "../settings";

export const SETTINGS = {
  /** US dollars; 0 for none. */
  answerBudget: setting("chat.answerBudget", 1, { least: 0 }),
  /** `auto` leaves it to the server. */
  reasoningEffort: setting("chat.reasoningEffort", "auto"),
};
