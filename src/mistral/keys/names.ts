import type { ApiKey } from "./apiKey";

/** Whole characters, also where one takes two units. */
const LONGEST = /^.{0,60}/u;

/** A name as it is kept: on one line, without invisible characters, not longer than a list shows. */
export function tidyName(name: string): string {
  const line = name.replace(/[\s\p{C}]+/gu, " ").trim();
  return (LONGEST.exec(line)?.[0] ?? "").trim();
}

/** This name, or with the first number that nobody has. */
export function freeName(wanted: string, others: readonly Pick<ApiKey, "name">[]): string {
  const taken = new Set(others.map(({ name }) => folded(name)));
  const name = tidyName(wanted) || "Key";
  const candidates = [name, ...others.map((_, at) => `${name} ${at + 2}`)];
  // There is one candidate more than there are others.
  return candidates.find((candidate) => !taken.has(folded(candidate))) ?? name;
}

/** Why a person cannot call a key this; undefined if they can. */
export function nameProblem(name: string, secret: string, others: readonly Pick<ApiKey, "name">[]): string | undefined {
  const tidy = tidyName(name);
  if (tidy === "") {
    return "A key needs a name.";
  }
  // Names stand in lists and in the log.
  if (secret.length >= 8 && name.includes(secret)) {
    return "This is the key itself; give it a name that others may read.";
  }
  return others.some((other) => folded(other.name) === folded(tidy))
    ? "Another key has this name; choose one of its own."
    : undefined;
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
