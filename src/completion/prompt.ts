import { createHash, randomBytes } from "node:crypto";
import { lineAfter, type Snapshot } from "./snapshot";

/** What an editor writes behind the cursor by itself, and the end of the statement behind it. */
const ONLY_CLOSERS = /^[)\]}>"'`]*[;,]?$/;

/**
 * What is sent. Codestral reads the suffix first and then the prompt, and the server reuses what two prompts have in
 * common at their beginning. So brackets that come and go behind the cursor while a line is typed are left out of the
 * suffix: the model closes them itself, and what it says twice is trimmed.
 * @param context text of other places, ready to stand ahead of the prefix
 */
export function promptFor(snapshot: Snapshot, context: string): { prompt: string; suffix: string } {
  const rest = lineAfter(snapshot);
  const suffix = ONLY_CLOSERS.test(rest.trim()) ? snapshot.suffix.slice(rest.length) : snapshot.suffix;
  return { prompt: context + snapshot.prefix, suffix };
}

/** Names documents to the server so that it finds their prompts again, and says nothing about them. */
export class CacheKeys {
  private readonly salt = randomBytes(16);

  of({ document }: Pick<Snapshot, "document">): string {
    return createHash("sha256").update(this.salt).update(document).digest("hex").slice(0, 32);
  }
}
