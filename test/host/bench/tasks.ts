import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { report } from "./report";

export type Tasks = Readonly<Record<string, (argument: unknown) => unknown>>;

/** What every half can do: tell that it has its turn, and what its process has used. */
const COMMON: Tasks = {
  turn: () => true,
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
};

/** Does what the benchmark's other half asks for, by name, until the window is closed. */
export async function serve(own: Tasks = {}): Promise<void> {
  const tasks = { ...COMMON, ...own };
  const server = createServer((request, response) => {
    void answer(tasks, request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The tasks have no port.");
  await report({ tasks: `http://127.0.0.1:${address.port}` });
}

async function answer(tasks: Tasks, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const name = (request.url ?? "").slice(1);
    const task = tasks[name];
    if (!task) throw new Error(`There is no task "${name}".`);
    response.end(JSON.stringify((await task(await json(request))) ?? null));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}
