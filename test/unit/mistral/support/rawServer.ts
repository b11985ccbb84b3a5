import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that says what no Mistral server says. */
export interface RawServer {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
  answer: RequestListener;
}

/** One for each test of the suite that calls this. It answers 500 until it is told what to answer. */
export function rawServerForEachTest(): () => RawServer {
  let open: { raw: RawServer; server: Server } | undefined;
  beforeEach(async () => {
    const requests: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      requests.push(request);
      raw.answer(request, response);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const raw: RawServer = {
      url: urlOf(server),
      requests,
      answer: (_request, response) => response.writeHead(500).end(),
    };
    open = { raw, server };
  });
  afterEach(async () => {
    const server = open?.server;
    await new Promise((resolve) => {
      server?.close(resolve);
      server?.closeAllConnections();
    });
  });
  return () => {
    if (open === undefined) throw new Error("only inside a test");
    return open.raw;
  };
}

export const urlOf = (server: Server, scheme = "http"): string =>
  `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Answers with a status, a body and headers. */
export const answer =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  };

/** Answers with a stream of these pieces, as they are, and ends it. */
export const stream =
  (...pieces: readonly string[]): RequestListener =>
  (request, response) => {
    openStream(...pieces)(request, response);
    response.end();
  };

/** The same, but the stream stays open. */
export const openStream =
  (...pieces: readonly string[]) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const piece of pieces) response.write(piece);
  };

export const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

/** An event with one choice. */
export const chunk = (delta: object, finish_reason: string | null = null, fields: object = {}): string =>
  event({ id: "1", model: "m", choices: [{ index: 0, delta, finish_reason }], ...fields });

export const DONE = "data: [DONE]\n\n";
