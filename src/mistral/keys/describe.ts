import { serverName } from "../server";
import type { ApiKey, Work } from "./apiKey";

export const WORK_LABELS: Readonly<Record<Work, string>> = {
  both: "ghost text and chat",
  completion: "ghost text only",
  chat: "chat and refactorings only",
};

/** As much of a key as tells it from others: the end of one that is long enough to stay a secret. */
export function maskedKey(secret: string): string {
  if (secret === "") {
    return "no key";
  }
  return secret.length >= 20 ? `••••${secret.slice(-4)}` : "••••";
}

/** One line for a list. @param followsSetting whether its server is the one of the settings */
export function describeKey({ server, work, secret }: ApiKey, followsSetting: boolean): string {
  const where = serverName(server) + (followsSetting ? " (from the settings)" : "");
  return [where, WORK_LABELS[work], maskedKey(secret)].join(" · ");
}
