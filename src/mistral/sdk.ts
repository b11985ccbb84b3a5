import { MistralCore } from "@mistralai/mistralai/core";
import { HTTPClient } from "@mistralai/mistralai/lib/http";
import type { Connection } from "./connection";
import { fetcher } from "./fetcher";

/** `MISTRAL_DEBUG` in the environment would make the SDK print every request, key included; a logger of ours prevents it. */
const SILENT = { group() {}, groupEnd() {}, log() {} };

const known = new WeakMap<Connection, MistralCore>();

/** The SDK's own object for a connection, the same each time. */
export function sdkOf(connection: Connection): MistralCore {
  const { base, facts } = connection;
  const sdk =
    known.get(connection) ??
    new MistralCore({
      serverURL: base,
      apiKey: facts.key,
      httpClient: new HTTPClient({ fetcher }),
      ...(process.env["MISTRAL_DEBUG"] ? { debugLogger: SILENT } : {}),
    });
  known.set(connection, sdk);
  return sdk;
}
