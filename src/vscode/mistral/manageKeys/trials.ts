import { isProblem } from "../../../mistral/client";
import { sentenceOf } from "../../../mistral/errors";
import type { ApiKey } from "../../../mistral/keys/apiKey";
import type { Verdict } from "../../../mistral/keys/verdict";
import type { KeyParts } from "./parts";
import { tryKey } from "./trial";

interface Known {
  readonly of: Pick<ApiKey, "server" | "secret">;
  readonly verdict: Verdict;
}

/** What is known of stored keys: from trying them, and from their work. */
export class Trials {
  private readonly known = new Map<string, Known>();

  constructor(private readonly parts: KeyParts) {}

  /** Tries a stored key, and lets everybody know what came of it. */
  async try(key: ApiKey, signal: AbortSignal): Promise<void> {
    const trial = await tryKey(this.parts, key, signal);
    if (trial) {
      this.known.set(key.id, { of: key, verdict: trial.verdict });
      this.parts.health.tried(key.name, isProblem(trial.answer) ? trial.answer : undefined);
    }
  }

  /** The last verdict; undefined if the key has neither been tried nor failed, or has been changed since. */
  verdictOn(key: ApiKey): Verdict | undefined {
    const { failure, aside } = this.parts.health;
    const trouble = [failure, ...aside].find((one) => one?.keyName === key.name);
    if (trouble) {
      return {
        kind: trouble.problem.kind === "refusedKey" ? "refused" : "later",
        sentence: sentenceOf(trouble.problem),
      };
    }
    const known = this.known.get(key.id);
    return known?.of.server === key.server && known.of.secret === key.secret ? known.verdict : undefined;
  }
}
