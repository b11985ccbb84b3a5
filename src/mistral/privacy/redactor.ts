import type { Redaction } from "../request";
import { redactAround } from "./redact";
import type { Vault } from "./vault";

/** Takes the secrets out of the texts that make up one request, and keeps count. */
export class Redactor {
  private readonly counts = new Map<string, number>();
  /** Of all that was taken, as it goes out. */
  characters = 0;

  constructor(private readonly vault: Vault) {}

  take(text: string): string {
    return this.takeAround(text, "").before;
  }

  /** The same for a text in two parts, as around a cursor: a secret may lie across the border. */
  takeAround(prefix: string, suffix: string): { readonly before: string; readonly after: string } {
    const { before, after, redactions } = redactAround(prefix, suffix, this.vault);
    for (const { kind, count } of redactions) {
      this.counts.set(kind, (this.counts.get(kind) ?? 0) + count);
    }
    this.characters += before.length + after.length;
    return { before, after };
  }

  get redactions(): readonly Redaction[] {
    return [...this.counts].map(([kind, count]) => ({ kind, count }));
  }
}
