import { unlessAborted } from "./abort";
import type { MistralClient } from "./client";
import type { Connection } from "./connection";
import { isUnknownEndpoint } from "./dialect/whole";
import type { ApiProblem } from "./errors";
import type { Endpoint } from "./exchange";
import { fetcher } from "./fetcher";
import type { Redactor } from "./privacy/redactor";
import { type Patience, type Purpose, RULES } from "./purpose";
import type { Source } from "./request";
import type { Service } from "./services";
import { readStream } from "./stream";
import { type Usage, usageIn } from "./usage";

/** A question whose answer comes whole, and all that is particular to its endpoint. */
export interface Call<T> {
  readonly service: Service;
  readonly purpose: Purpose;
  /** Empty where no model is asked. */
  readonly model: string;
  /** By default `POST` where there is a body, else `GET`. */
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the server's address, such as `v1/embeddings`. */
  readonly path: string;
  /**
   * What is sent: JSON, or a form with files. Every text of the person's goes through `redactor`, which counts it and
   * takes its secrets out. Called once, also where the request is tried again.
   */
  readonly body?: (redactor: Redactor) => FormData | object;
  /** Of which files the body holds text. */
  readonly sources?: readonly Source[];
  /** @param answer the JSON that came; undefined if it was none. @returns undefined if it is no answer to this */
  read(answer: unknown): T | undefined;
  readonly patience?: Patience;
}

interface Answer<T> {
  readonly value: T | undefined;
  readonly usage: Usage | undefined;
}

export type Called<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "cancelled" }
  | { readonly kind: "problem"; readonly problem: ApiProblem };

/**
 * Asks a server for a whole answer, on the way that every request takes: gate, ledgers, tries, dialect.
 * @param only the one way to ask; without it, any that the purpose may take
 */
export async function call<T>(
  client: MistralClient,
  asked: Call<T>,
  signal: AbortSignal,
  only?: Connection,
): Promise<Called<T>> {
  const { service, purpose, model, sources = [], patience = RULES[purpose].patience } = asked;
  const redactor = asked.body && (await unlessAborted(client.redactor(), signal));
  if (asked.body && !redactor) {
    return { kind: "cancelled" };
  }
  const body = redactor && asked.body?.(redactor);
  const endpoint: Endpoint<Answer<T>> = {
    service,
    async open(connection) {
      const answer = await fetchJson(connection, asked, body);
      return streamOf({ value: asked.read(answer), usage: usageIn(answer) });
    },
    read: ({ value, usage }, { server }) => ({
      ...{ says: false, ends: value !== undefined, usage },
      problem: value === undefined ? { kind: "malformed", server } : undefined,
    }),
  };
  const events = readStream(
    client,
    {
      ...{ purpose, model, patience, endpoint },
      outgoing: {
        ...{ characters: redactor?.characters ?? 0, redactions: redactor?.redactions ?? [], sources },
        body: () => textOf(body),
      },
    },
    signal,
    only,
  );
  let value: T | undefined;
  for (let next = await events.next(); ; next = await events.next()) {
    if (next.done) {
      const { value: problem } = next;
      if (problem) {
        return { kind: "problem", problem };
      }
      return value === undefined ? { kind: "cancelled" } : { kind: "value", value };
    }
    value = next.value.kind === "part" ? next.value.part.value : value;
  }
}

function streamOf<T>(part: T): ReadableStream<T> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(part);
      controller.close();
    },
  });
}

/**
 * The SDK is not asked: it invents what a server leaves out, and refuses answers in other forms.
 * @throws what `classify` knows
 */
async function fetchJson(
  { base, facts }: Connection,
  { method, path }: Pick<Call<unknown>, "method" | "path">,
  body: FormData | object | undefined,
): Promise<unknown> {
  const isForm = body instanceof FormData;
  const request = new Request(`${base}/${path}`, {
    method: method ?? (body ? "POST" : "GET"),
    headers: {
      accept: "application/json",
      ...(facts.key ? { authorization: `Bearer ${facts.key}` } : {}),
      ...(body && !isForm ? { "content-type": "application/json" } : {}),
    },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  });
  const response = await fetcher(request).catch((cause: unknown) => {
    throw Object.assign(new Error("The server cannot be reached.", { cause }), { name: "ConnectionError" });
  });
  const text = await response.text().catch(() => {
    throw new TypeError("The answer broke off.");
  });
  const isUnknown = isUnknownEndpoint(text);
  if (!response.ok || isUnknown) {
    const { headers } = response;
    const statusCode = isUnknown ? 404 : response.status;
    throw Object.assign(new Error("The server refused."), { statusCode, headers, body: text });
  }
  return parsed(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For the ledger; of a file only what it is. */
function textOf(body: FormData | object | undefined): string {
  if (!(body instanceof FormData)) {
    return body === undefined ? "" : JSON.stringify(body);
  }
  const fields = [...body].map(([name, value]) => [
    name,
    typeof value === "string" ? value : `${value.name}, ${value.size} bytes`,
  ]);
  return JSON.stringify(Object.fromEntries(fields));
}
