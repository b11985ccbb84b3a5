import { saidIn } from "../said";
import type { Dialect } from "./dialect";
import { asStream, isUnknownEndpoint } from "./whole";

type Send = (request: Request) => Promise<Response>;

/**
 * Sends a request as its server takes it, and brings a completion into the API's form. A request that is refused for how
 * it was asked teaches that; it is then sent again at once, but ghost text is asked for otherwise at the next key.
 */
export async function askInDialect(dialect: Dialect, request: Request, send: Send): Promise<Response> {
  const endpoint = /\/v1\/(.+?)(\/completions)?$/.exec(new URL(request.url).pathname)?.[1] ?? "";
  if (endpoint === "fim") {
    return streamed(await askFim(dialect, request, send));
  }
  const isJson = /^application\/json\b/i.test(request.headers.get("content-type") ?? "");
  const response = await (isJson ? askOtherwise(dialect, endpoint, request, send) : send(request));
  return endpoint === "chat" ? streamed(response) : response;
}

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

async function askOtherwise(dialect: Dialect, endpoint: string, request: Request, send: Send): Promise<Response> {
  const text = await request.text();
  for (let body = dialect.shaped(endpoint, text); ; ) {
    const response = await send(new Request(request, { method: "POST", body }));
    if (!isRefusal(response)) {
      return response;
    }
    const refusal = await response.text();
    dialect.refused(endpoint, text, response.status, saidIn(refusal).message);
    const otherwise = dialect.shaped(endpoint, text);
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
