import { createHash, randomBytes } from "node:crypto";
import { closersBehind } from "./closers";
import type { Snapshot } from "./snapshot";

/**
 * What is sent. Codestral reads the suffix first and then the prompt, and the server reuses what two prompts have in
 * common at their beginning. So brackets that come and go behind the cursor while a line is typed are left out of the
 * suffix: the model closes them itself, and what it says twice is trimmed.
 * @param context text of other places, ready to stand ahead of the prefix
 */
export function promptFor(snapshot: Snapshot, context: string): { prompt: string; suffix: string } {
  return { prompt: context + snapshot.prefix, suffix: snapshot.suffix.slice(closersBehind(snapshot).length) };
}

/** Names documents to the server so that it finds their prompts again, and says nothing about them. */
export class CacheKeys {
  private readonly salt = randomBytes(16);

  of({ document }: Pick<Snapshot, "document">): string {
    return createHash("sha256").update(this.salt).update(document).digest("hex").slice(0, 32);
  }
}
