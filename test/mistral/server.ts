import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Brain } from "./brain";
import { handle, type Shared } from "./handler";
import { type LimitOptions, Limits } from "./limits";
import { type Catalogue, publicCatalogue } from "./models";
import type { Mood } from "./mood";
import { Moods } from "./moods";
import type { Documents } from "./ocr/document";
import { PromptCache } from "./promptCache";
import { type Closed, type RecordedRequest, Recorder } from "./recorder";

export const defaultKey = "test-key-0123456789";

export interface MistralServerOptions {
  readonly brain: Brain;
  /** The keys that are accepted. */
  readonly key?: string | readonly string[];
  readonly mood?: Mood;
  readonly models?: Catalogue;
  /** What may be asked in a minute; more than any test asks for if nothing is said. */
  readonly limits?: LimitOptions;
  /** In front of `/v1`, as behind a proxy; begins with a slash. */
  readonly basePath?: string;
}

export interface MistralServer {
  /** Without a slash at the end and without `/v1`. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** TCP connections opened so far. */
  readonly connections: number;
  mood: Mood;
  models: Catalogue;
  keys: readonly string[];
  brain: Brain;
  /** What OCR reads in documents besides text that is sent along. */
  documents: Documents;
  /** Other limits from now on, with nothing counted yet. */
  limit(limits: LimitOptions): void;
  /** For the next request only (of the endpoint `mood.on`, if that is set); several of them queue. */
  nextMood(mood: Mood): void;
  /** The first recorded request that fits, now or later. */
  waitForRequest(fits: (request: RecordedRequest) => boolean, signal?: AbortSignal): Promise<RecordedRequest>;
  /** How the request's answer ended. */
  waitForClosed(request: RecordedRequest, signal?: AbortSignal): Promise<Closed>;
  forgetRequests(): void;
  close(): Promise<void>;
}

/** Starts a server on 127.0.0.1 that speaks as Mistral's API does. */
export async function startMistralServer(options: MistralServerOptions): Promise<MistralServer> {
  const recorder = new Recorder();
  const moods = new Moods(options.mood ?? {});
  const basePath = options.basePath ?? "";
  const given = options.key ?? defaultKey;
  const connections = new Map<Socket, number>();
  const shared: Shared = {
    basePath,
    recorder,
    moods,
    cache: new PromptCache(),
    conversations: new Map(),
    connectionOf: ({ socket }: IncomingMessage) => connections.get(socket) ?? 0,
    brain: options.brain,
    catalogue: options.models ?? publicCatalogue(),
    keys: typeof given === "string" ? [given] : given,
    limits: new Limits(options.limits),
    documents: {},
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request: IncomingMessage, response: ServerResponse) => {
    void handle(shared, request, response);
  });
  server.on("connection", (socket) => connections.set(socket, connections.size + 1));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");

  return {
    url: `http://127.0.0.1:${address.port}${basePath}`,
    requests: recorder.requests,
    get connections() {
      return connections.size;
    },
    get mood() {
      return moods.current;
    },
    set mood(mood) {
      moods.current = mood;
    },
    get models() {
      return shared.catalogue;
    },
    set models(catalogue) {
      shared.catalogue = catalogue;
    },
    get keys() {
      return shared.keys;
    },
    set keys(keys) {
      shared.keys = keys;
    },
    get brain() {
      return shared.brain;
    },
    set brain(brain) {
      shared.brain = brain;
    },
    get documents() {
      return shared.documents;
    },
    set documents(documents) {
      shared.documents = documents;
    },
    limit: (limits) => {
      shared.limits = new Limits(limits);
    },
    nextMood: (mood) => moods.next(mood),
    waitForRequest: (fits, signal) => recorder.wait(() => recorder.requests.find(fits), signal),
    waitForClosed: (request, signal) =>
      recorder.wait(
        () => (request.closed === "open" || request.closedAt === undefined ? undefined : request.closed),
        signal,
      ),
    forgetRequests: () => recorder.forget(),
    close: () =>
      new Promise((resolve) => {
        recorder.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
