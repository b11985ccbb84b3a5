import assert from "node:assert/strict";
import { type ChatStreamEvent, streamChat } from "../../../../src/mistral/chat";
import type { ChatRequest } from "../../../../src/mistral/chatRequest";
import { isProblem, type MistralClient } from "../../../../src/mistral/client";
import { type ApiProblem, sentenceOf } from "../../../../src/mistral/errors";
import { type FimEvent, type FimRequest, streamFim } from "../../../../src/mistral/fim";
import { listModels } from "../../../../src/mistral/models/listModels";
import { ModelCatalog } from "../../../../src/mistral/models/catalog";
import { isList } from "../../../../src/mistral/models/model";
import type { Patience } from "../../../../src/mistral/purpose";

/** A signal that nobody aborts. */
export const never = (): AbortSignal => new AbortController().signal;

export interface Options {
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
}

export const fimRequest: FimRequest = {
  model: "codestral-latest",
  prefix: "const a = ",
  suffix: ";\n",
  maxTokens: 100,
  stop: [],
  temperature: 0,
};

export const chatRequest: ChatRequest = {
  purpose: "chat",
  model: "mistral-medium-latest",
  messages: [{ role: "user", content: "Hello" }],
};

type StreamEvent = FimEvent | ChatStreamEvent;
type Said<E> = Exclude<E, { readonly kind: "sent" | "waiting" }>;

/** What the server said, without what became of the request before. */
async function* said<E extends StreamEvent>(events: AsyncGenerator<E, void>): AsyncGenerator<Said<E>, void> {
  for await (const event of events) if (event.kind !== "sent" && event.kind !== "waiting") yield event as Said<E>;
}

export const fim = (client: MistralClient, { signal = never(), patience }: Options = {}, request = fimRequest) =>
  said(streamFim(client, request, signal, patience));

export const chat = (client: MistralClient, { signal = never(), patience }: Options = {}, request = chatRequest) =>
  said(streamChat(client, request, signal, patience));

/** Both streams, for what holds for both. */
export const streams: Readonly<
  Record<"fim" | "chat", (client: MistralClient, options?: Options) => AsyncGenerator<Said<StreamEvent>, void>>
> = { fim, chat };

export async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

export const textOf = (events: readonly StreamEvent[]): string =>
  events.map((event) => (event.kind === "text" ? event.text : "")).join("");

/** Asks, and says which problem it comes to. A problem is the last thing said, and comes with a proper sentence. */
export type Ask = (client: MistralClient, options?: Options) => Promise<ApiProblem | undefined>;

const lastProblem = async (events: AsyncIterable<StreamEvent>): Promise<ApiProblem | undefined> => {
  const all = await collect(events);
  const at = all.findIndex((event) => event.kind === "problem");
  const problem = all[at];
  if (problem?.kind !== "problem") return undefined;
  assert.equal(at, all.length - 1, "something follows the problem");
  assertSentence(problem.problem);
  return problem.problem;
};

const list: Ask = async (client, { signal = never(), patience } = {}) => {
  const connection = await client.connect("control");
  const models = isProblem(connection)
    ? connection
    : await listModels(client, connection, signal, patience?.toFirstEvent);
  if (isList(models)) return undefined;
  assertSentence(models);
  return models;
};

/** A catalog that keeps nothing on the disk. */
export const catalogOf = (client: MistralClient): ModelCatalog =>
  new ModelCatalog(client, (...asked) => listModels(client, ...asked), {
    read: async () => undefined,
    write: async () => {},
  });

const catalog: Ask = async (client, { signal = never() } = {}) => {
  const listing = await catalogOf(client).list("chat", signal);
  return isProblem(listing) ? listing : listing.problem;
};

/** Every way to the server. */
export const asks: Readonly<Record<"streamFim" | "streamChat" | "listModels" | "ModelCatalog", Ask>> = {
  streamFim: (client, options) => lastProblem(fim(client, options)),
  streamChat: (client, options) => lastProblem(chat(client, options)),
  listModels: list,
  ModelCatalog: catalog,
};

/** One sentence that says what to do. */
export function assertSentence(problem: ApiProblem): void {
  const sentence = sentenceOf(problem);
  const bare = sentence.replace(/“[^”]*”/g, "“”");
  assert.match(sentence, /^[^\n\r]+\.$/, sentence);
  assert.doesNotMatch(bare, /[.!?] /, `more than one sentence: ${sentence}`);
  assert.match(bare, /\b(set|check|change|wait|try|pick|start|see)\b/i, `says nothing to do: ${sentence}`);
  assert.ok(sentence.length < 400, `too long: ${sentence}`);
}
