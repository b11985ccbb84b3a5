import { createHash, randomBytes } from "node:crypto";
import { isUnmistakable } from "./unmistakable";

const BEGINNING = "CODESTRAL_SECRET_";
const DIGITS = 12;
export const PLACEHOLDER = /CODESTRAL_SECRET_[0-9A-F]{12}/g;
/** Of which other places are searched, too: so many are looked for in each text. */
const MOST_KNOWN = 64;
const FINISHED = /CODESTRAL_SECRET_[0-9A-F]{12}$/;

/** Knows which placeholder stands for which secret, in this window and until it closes. */
export class Vault {
  private readonly salt = randomBytes(16);
  private readonly secrets = new Map<string, string>();
  private readonly found = new Set<string>();
  private own: readonly string[] = [];

  /** The same each time, so that a prompt begins as it did before. */
  placeholderFor(secret: string): string {
    const hash = createHash("sha256").update(this.salt).update(secret).digest("hex").slice(0, DIGITS).toUpperCase();
    const placeholder = BEGINNING + hash;
    this.secrets.set(placeholder, secret);
    return placeholder;
  }

  /** Has a secret looked for wherever it stands, now that it is known to be one; the longest known are forgotten. */
  remember(secret: string): void {
    this.found.delete(secret);
    this.found.add(secret);
    for (const oldest of this.found) {
      if (this.found.size <= MOST_KNOWN) {
        break;
      }
      this.found.delete(oldest);
    }
  }

  /** The person's own keys are looked for wherever they stand, from the first text on, and never forgotten. */
  keepOwn(keys: readonly string[]): void {
    this.own = keys.filter(isUnmistakable);
  }

  get known(): Iterable<string> {
    return this.own.length > 0 ? [...this.own, ...this.found] : this.found;
  }

  /** What it stands for. Where that may stand again, `FileSecrets` says. */
  secretOf(placeholder: string): string | undefined {
    return this.secrets.get(placeholder);
  }
}

/** How many characters at the end of a text may be the beginning of a placeholder that goes on in the next one. */
export function unfinishedPlaceholder(text: string): number {
  if (FINISHED.test(text.slice(-BEGINNING.length - DIGITS))) {
    return 0;
  }
  for (let length = Math.min(text.length, BEGINNING.length + DIGITS - 1); length > 0; length--) {
    const tail = text.slice(-length);
    const digits = tail.slice(BEGINNING.length);
    if (BEGINNING.startsWith(tail.slice(0, BEGINNING.length)) && /^[0-9A-F]*$/.test(digits)) {
      return length;
    }
  }
  return 0;
}
