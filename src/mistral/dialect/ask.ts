import { saidIn } from "../said";
import type { Dialect } from "./dialect";
import { asStream, isUnknownEndpoint } from "./whole";

type Send = (request: Request) => Promise<Response>;

/**
 * Sends a request as its server takes it, and brings the answer into the API's form. A request that is refused for how it
 * was asked teaches that; a chat's is then sent again at once, and ghost text is asked for otherwise at the next key.
 */
export async function askInDialect(dialect: Dialect, request: Request, send: Send): Promise<Response> {
  const ask = endpoints[/\/v1\/(fim|chat)\/completions$/.exec(new URL(request.url).pathname)?.[1] ?? ""];
  return ask ? streamed(await ask(dialect, request, send)) : send(request);
}

const endpoints: Readonly<Record<string, (dialect: Dialect, request: Request, send: Send) => Promise<Response>>> = {
  fim: askFim,
  chat: askChat,
};

async function askFim(dialect: Dialect, request: Request, send: Send): Promise<Response> {
  const shaped = dialect.isPlain("fim")
    ? request
    : new Request(request, { method: "POST", body: dialect.shaped("fim", await request.text()) });
  const response = await send(shaped);
  if (!isRefusal(response)) {
    return response;
  }
  const refusal = await response.text();
  dialect.fimRefused(response.status, saidIn(refusal).message);
  return new Response(refusal, response);
}

async function askChat(dialect: Dialect, request: Request, send: Send): Promise<Response> {
  const text = await request.text();
  for (let body = dialect.shaped("chat", text); ; ) {
    const response = await send(new Request(request, { method: "POST", body }));
    if (!isRefusal(response)) {
      return response;
    }
    const refusal = await response.text();
    dialect.chatRefused(text, response.status, saidIn(refusal).message);
    const otherwise = dialect.shaped("chat", text);
    if (otherwise === body) {
      return new Response(refusal, response);
    }
    body = otherwise;
  }
}

function isRefusal({ status }: Response): boolean {
  return status === 400 || status === 422 || status === 501;
}

/** What was answered whole, as the stream that was asked for. */
async function streamed(response: Response): Promise<Response> {
  const { ok, statusText } = response;
  if (!ok || !/^application\/json\b/i.test(response.headers.get("content-type") ?? "")) {
    return response;
  }
  const answer = await response.text();
  if (isUnknownEndpoint(answer)) {
    return new Response(answer, { status: 404, headers: response.headers });
  }
  const stream = asStream(answer);
  const headers = new Headers(response.headers);
  headers.set("content-type", stream === undefined ? "application/json" : "text/event-stream");
  return new Response(stream ?? answer, { status: 200, statusText, headers });
}
