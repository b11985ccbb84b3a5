import type { UsageSum } from "../../mistral/ledger/usageLedger";
import type { Purpose } from "../../mistral/purpose";
import { number } from "../pages/html";

/** How the pages name what requests are made for. */
export const PURPOSE_NAMES: Readonly<Record<Purpose, string>> = {
  completion: "ghost text",
  chat: "chat",
  refactoring: "refactoring",
  background: "background",
  control: "models and keys",
};

/** `refusedKey` as a person reads it: `refused key`. */
export function outcomeName(outcome: string): string {
  return outcome.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** An amount of US dollars, which is never more than about right. */
export function dollars(amount: number): string {
  if (amount === 0) {
    return "$0.00";
  }
  if (amount < 0.0001) {
    return "under $0.0001";
  }
  const digits = amount < 0.1 ? 4 : 2;
  return `about $${amount.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** What requests cost; nothing where there are none. */
export function costText({ cost, requests, unpriced }: UsageSum): string {
  if (requests === 0) {
    return "";
  }
  const more = unpriced > 0 ? " +" : "";
  return unpriced > 0 && cost === 0 ? "unknown" : `${dollars(cost)}${more}`;
}

/** A sum of requests' tokens; nothing where there are none. */
export function tokensText(tokens: number, { requests, estimated }: UsageSum): string {
  return requests === 0 ? "" : `${estimated > 0 ? "≈ " : ""}${number(tokens)}`;
}
