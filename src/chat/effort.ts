import type { ReasoningEffort } from "../mistral/chatRequest";

/** What the setting says; `auto`, and what it does not know, leave it to the server. */
export function effortOf(setting: string): ReasoningEffort | undefined {
  return setting === "none" || setting === "high" ? setting : undefined;
}
