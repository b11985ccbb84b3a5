import type { RequestFacts } from "./classify";
import type { Dialect } from "./dialect/dialect";

/** One key for one server. */
export interface Connection {
  readonly keyName: string;
  /** The server's address, as the SDK wants it. */
  readonly base: string;
  /** How the server wants to be asked; the same for all keys. */
  readonly dialect: Dialect;
  readonly facts: Omit<RequestFacts, "model">;
}
