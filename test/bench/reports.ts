import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** Where the half of a benchmark that runs in the extension host sends what it has measured. */
export interface Reports {
  readonly url: string;
  /** What the next report says, sent already or to come. */
  next(): Promise<unknown>;
  close(): void;
}

export async function listenForReports(): Promise<Reports> {
  const unread: unknown[] = [];
  const readers: ((report: unknown) => void)[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const report: unknown = JSON.parse(await text(request));
    response.end();
    const reader = readers.shift();
    if (reader) reader(report);
    else unread.push(report);
  };
  const server = createServer((request, response) => {
    void take(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The reports have no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    next: () =>
      new Promise((resolve) => {
        if (unread.length > 0) resolve(unread.shift());
        else readers.push(resolve);
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
