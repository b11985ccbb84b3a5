import { aboutPrice, PRICES_AS_OF, priceOf } from "../models/prices";
import { CODESTRAL, knownServer } from "./servers";

/** What somebody wants to know who has no key yet. */
export interface KeyHint {
  /** Where a key is made. */
  readonly url: string;
  /** The same, as it reads in a sentence. */
  readonly place: string;
  /** One sentence. */
  readonly costs: string;
}

/** @returns undefined for servers that are not Mistral's, and for the one whose keys are handed out apart */
export function keyHint(server: string): KeyHint | undefined {
  const known = knownServer(server);
  const price = priceOf("codestral-latest", server);
  if (known === undefined || known.address === CODESTRAL || price === undefined) {
    return undefined;
  }
  return {
    url: "https://console.mistral.ai/api-keys",
    place: "console.mistral.ai",
    costs: `What you use is billed by tokens, by the server's price list; Codestral costs ${aboutPrice(price)} that it reads / writes (${PRICES_AS_OF}).`,
  };
}
