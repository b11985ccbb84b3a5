import type { Access } from "../../../src/mistral/client";

/** Keys for all work at one server. */
export function accessTo(server: string, secrets: readonly string[]): Access {
  const keys = secrets.map((secret, at) => ({
    id: String(at),
    name: `key ${at + 1}`,
    server,
    work: "both" as const,
    secret,
  }));
  return { server: () => server, keys: async () => keys };
}
