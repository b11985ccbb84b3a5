import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { MistralCore } from "@mistralai/mistralai/core";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { defaultKey, type MistralServer, type MistralServerOptions, startMistralServer } from "../../mistral/server";

export interface Fixture {
  readonly server: MistralServer;
  readonly brain: ScriptedBrain;
  readonly core: MistralCore;
}

/** A server and a scripted brain for each test of the suite that calls this. */
export function serverForEachTest(options: Partial<MistralServerOptions> = {}): () => Fixture {
  let fixture: Fixture | undefined;
  beforeEach(async () => {
    const brain = new ScriptedBrain();
    const server = await startMistralServer({ brain, ...options });
    fixture = { brain, server, core: new MistralCore({ apiKey: defaultKey, serverURL: server.url }) };
  });
  afterEach(() => fixture?.server.close());
  return () => {
    if (fixture === undefined) throw new Error("only inside a test");
    return fixture;
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** As the body came over the line. */
  readonly packets: readonly string[];
  /** `cut`: the connection broke before the body had ended. */
  readonly ended: "complete" | "cut";
}

export interface RawRequest {
  readonly method?: string;
  readonly key?: string | null;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** One request without any client library in between. */
export function send(server: MistralServer, path: string, options: RawRequest = {}): Promise<RawAnswer> {
  const { body, key = defaultKey } = options;
  const method = options.method ?? (body === undefined ? "GET" : "POST");
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", ...(key === null ? {} : { authorization: `Bearer ${key}` }) };
    const target = new URL(server.url + path);
    const outgoing = httpRequest(target, { method, headers, agent: false, signal: options.signal }, (incoming) => {
      const packets: Buffer[] = [];
      const finish = (ended: RawAnswer["ended"]) =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(packets).toString("utf8"),
          packets: packets.map(String),
          ended,
        });
      incoming.on("data", (packet: Buffer) => packets.push(packet));
      incoming.on("end", () => finish("complete"));
      incoming.on("error", () => finish("cut"));
    });
    outgoing.on("error", reject);
    outgoing.end(body === undefined || typeof body === "string" ? body : JSON.stringify(body));
  });
}

type Fields = Readonly<Record<string, unknown>>;

export const fimPath = "/v1/fim/completions";
export const chatPath = "/v1/chat/completions";

export const fimBody = (fields: Fields = {}) => ({
  model: "codestral-latest",
  prompt: "const a = ",
  ...fields,
});

export const chatBody = (fields: Fields = {}) => ({
  model: "mistral-medium-latest",
  messages: [{ role: "user", content: "Hello" }],
  ...fields,
});

export const embeddingsPath = "/v1/embeddings";
export const ocrPath = "/v1/ocr";

export const embeddingsBody = (fields: Fields = {}) => ({ model: "codestral-embed", input: "Hello", ...fields });

export const moderationBody = (fields: Fields = {}) => ({
  model: "mistral-moderation-latest",
  input: "Hello",
  ...fields,
});

export const chatModerationBody = (fields: Fields = {}) =>
  moderationBody({ input: [{ role: "user", content: "Hello" }], ...fields });

export const ocrBody = (fields: Fields = {}) => ({
  model: "mistral-ocr-latest",
  document: { type: "document_url", document_url: "data:text/plain,Hello" },
  ...fields,
});

/** The `data` of each event of a stream. */
export const dataOf = (body: string): string[] =>
  body.split(/\r?\n\r?\n/).flatMap((event) => (event.startsWith("data: ") ? [event.slice("data: ".length)] : []));

/** A field of what was parsed from JSON, by its path. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

/** The SDK takes what it does not know as it is; nothing of ours may need that. */
export function assertAllKnown(parsed: unknown): void {
  assert.doesNotMatch(JSON.stringify(parsed), /"(?:isUnknown|raw)":|"UNKNOWN"/);
}

/** The chunks of a stream, parsed; `[DONE]` left out. */
export const chunksOf = (body: string): unknown[] =>
  dataOf(body)
    .filter((data) => data !== "[DONE]")
    .map((data): unknown => JSON.parse(data));
