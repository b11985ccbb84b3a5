import { baseAddress } from "../server";
import type { Work } from "./apiKey";

/** A server of Mistral's. */
export interface KnownServer {
  readonly address: string;
  /** What a key for it is called until the person says otherwise. */
  readonly name: string;
  readonly about: string;
  /** What it can do. */
  readonly work: Work;
}

export const MISTRAL = "https://api.mistral.ai";
export const CODESTRAL = "https://codestral.mistral.ai";

/** The addresses are those of the SDK's list of servers (2.7.0), and the one for keys that only it accepts. */
export const KNOWN_SERVERS: readonly KnownServer[] = [
  { address: MISTRAL, name: "Mistral", about: "for keys from console.mistral.ai", work: "both" },
  {
    address: "https://api.eu.mistral.ai",
    name: "Mistral EU",
    about: "answers from the EU; costs a tenth more",
    work: "both",
  },
  {
    address: "https://api.us.mistral.ai",
    name: "Mistral US",
    about: "answers from the US; costs a tenth more",
    work: "both",
  },
  { address: CODESTRAL, name: "Codestral", about: "for keys that only it accepts; ghost text", work: "completion" },
];

export function knownServer(address: string): KnownServer | undefined {
  const base = baseAddress(address);
  return KNOWN_SERVERS.find((server) => server.address === base);
}
