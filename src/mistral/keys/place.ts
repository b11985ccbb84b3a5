import type { FoundKey } from "./found";
import { CODESTRAL, knownServer } from "./servers";
import type { Verdict } from "./verdict";

/**
 * Tries a key that was brought in, and says where it belongs.
 *
 * One that is called a Codestral key may be of those that only codestral.mistral.ai takes, or one like any other, which
 * its owner has only ever used for Codestral. The server knows: what it refuses is of the first kind. Where it cannot be
 * asked now, the name decides. No server but Mistral's own is asked in another's stead.
 * @param server the one that the person chose
 * @param tryAt undefined if cancelled
 */
export async function placeKey<Trial extends { readonly verdict: Verdict }>(
  { isCodestral }: FoundKey,
  server: string,
  tryAt: (server: string) => Promise<Trial | undefined>,
): Promise<{ readonly server: string; readonly trial: Trial } | undefined> {
  const first = await tryAt(server);
  const fits = first === undefined || first.verdict.kind === "accepted" || first.verdict.kind === "unchecked";
  const isElsewhere = isCodestral && !fits && knownServer(server) !== undefined && server !== CODESTRAL;
  const place = isElsewhere ? CODESTRAL : server;
  const trial = isElsewhere ? await tryAt(CODESTRAL) : first;
  return trial && { server: place, trial };
}
