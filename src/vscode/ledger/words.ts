import type { Purpose } from "../../mistral/request";

/** How the pages name what requests are made for. */
export const PURPOSE_NAMES: Readonly<Record<Purpose, string>> = {
  completion: "ghost text",
  chat: "chat",
  refactoring: "refactoring",
  background: "background",
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
    return "less than $0.0001";
  }
  return `about $${amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: amount < 0.1 ? 4 : 2 })}`;
}
