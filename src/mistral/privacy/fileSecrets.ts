import { redact } from "./redact";
import { PLACEHOLDER, type Vault } from "./vault";

/** A part of a secret that is shorter than this may be anything. */
const SHORTEST_PART = 12;

/**
 * The secrets that stand in one file's text. Only they may take the places of their placeholders again, and only there: what
 * a model has read in another file is not to be carried over.
 */
export class FileSecrets {
  private readonly plain: string;
  private whole: readonly string[] | undefined;
  private readonly replacements = new Map<string, string>();

  /** @param text the file's text as it is now */
  constructor(
    private readonly vault: Vault,
    private readonly text: string,
  ) {
    this.plain = withoutReturns(text);
  }

  /** With this file's secrets in place of their placeholders; those of others stay, and so does one that stands in the file. */
  restore(text: string): string {
    return text.replace(PLACEHOLDER, (placeholder) => {
      const known = this.replacements.get(placeholder);
      const replacement = known ?? this.replacementFor(placeholder);
      this.replacements.set(placeholder, replacement);
      return replacement;
    });
  }

  /** The first placeholder in a restored text that does not belong in this file; undefined if there is none. */
  foreignIn(restored: string): string | undefined {
    return restored.match(PLACEHOLDER)?.find((placeholder) => !this.text.includes(placeholder));
  }

  /** The file's text with placeholders, line for line: each line of a secret has its own. */
  hidden(): string {
    const longestFirst = this.lines().toSorted((a, b) => b.length - a.length);
    return longestFirst.reduce(
      (text, secret) => text.replaceAll(secret, () => this.vault.placeholderFor(secret)),
      this.text,
    );
  }

  private replacementFor(placeholder: string): string {
    const secret = this.vault.secretOf(placeholder);
    return secret !== undefined && !this.text.includes(placeholder) && this.holds(secret) ? secret : placeholder;
  }

  private holds(secret: string): boolean {
    const plain = withoutReturns(secret);
    return (
      this.plain.includes(plain) &&
      [...this.all(), ...this.lines()].some((one) => one === plain || isPart(plain, one) || isPart(one, plain))
    );
  }

  private lines(): readonly string[] {
    return this.all().flatMap((secret) => secret.split("\n").filter((line) => line !== ""));
  }

  private all(): readonly string[] {
    const placeholders = () => new Set(redact(this.plain, this.vault).text.match(PLACEHOLDER));
    this.whole ??= [...placeholders()].flatMap((placeholder) => {
      const secret = this.vault.secretOf(placeholder);
      return secret === undefined || this.text.includes(placeholder) ? [] : [withoutReturns(secret)];
    });
    return this.whole;
  }
}

function isPart(part: string, whole: string): boolean {
  return part.length >= SHORTEST_PART && whole.includes(part);
}

/** A file with CRLF is read to a model line by line. */
function withoutReturns(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
