import { setting } from "../settings";

export const SETTINGS = {
  /** US dollars; 0 for no budget. */
  monthlyBudget: setting("monthlyBudget", 0, { least: 0 }),
  storeBodies: setting("debug.storeBodies", false),
};
