import { ScriptedBrain } from "../../../mistral/brains/scripted";
import { defaultKey, type MistralServer, type MistralServerOptions, startMistralServer } from "../../../mistral/server";
import { type Access, MistralClient } from "../../../../src/mistral/client";
import type { ApiProblem } from "../../../../src/mistral/errors";
import { Gate } from "../../../../src/mistral/gate/gate";
import type { ApiKey } from "../../../../src/mistral/keys/apiKey";
import type { Purpose } from "../../../../src/mistral/purpose";
import type { RequestObserver, RequestResult, SentRequest } from "../../../../src/mistral/request";
import { HurriedClock } from "./hurriedClock";

/** What the client says of its requests, in order. */
export type Observed = "began" | "answered" | "cancelled" | ApiProblem["kind"];

export class Observer implements RequestObserver {
  readonly heard: Observed[] = [];
  readonly purposes = new Set<Purpose>();
  /** All that was said, for whoever wants to know more. */
  readonly requests: { readonly request: SentRequest; result?: RequestResult }[] = [];

  sent(request: SentRequest): void {
    this.heard.push("began");
    this.purposes.add(request.purpose);
    this.requests.push({ request });
  }

  ended(request: SentRequest, result: RequestResult): void {
    this.heard.push(typeof result.outcome === "string" ? result.outcome : result.outcome.kind);
    const begun = this.requests.find((one) => one.request === request && one.result === undefined);
    if (begun === undefined) throw new Error(`A request ended that never began, or ended before: ${request.id}`);
    begun.result = result;
  }
}

/** Keys for one server and all work, with names of their own. */
export const keysFor = (server: string, ...secrets: readonly string[]): readonly ApiKey[] =>
  secrets.map((secret, at) => ({ id: `id-${at}`, name: `key ${at + 1}`, server, work: "both", secret }));

export const accessTo = (server: string, ...secrets: readonly string[]): Access => {
  const keys = keysFor(server, ...(secrets.length > 0 ? secrets : [defaultKey]));
  return { server: () => server, keys: async () => keys };
};

/** A client that loses no time where it should wait before it tries again. */
const hurriedClient = (access: Access, observer: RequestObserver): MistralClient =>
  new MistralClient(access, observer, new Gate(new HurriedClock()));

export const clientFor = (server: string, key = defaultKey): MistralClient =>
  hurriedClient(accessTo(server, key), new Observer());

export interface Fixture {
  readonly server: MistralServer;
  readonly brain: ScriptedBrain;
  readonly client: MistralClient;
  readonly observer: Observer;
}

/** The local server with a scripted brain, and a client of it, for each test of the suite that calls this. */
export function mistralForEachTest(options: Partial<MistralServerOptions> = {}): () => Fixture {
  let fixture: Fixture | undefined;
  beforeEach(async () => {
    const brain = new ScriptedBrain();
    const server = await startMistralServer({ brain, ...options });
    const observer = new Observer();
    fixture = { brain, server, observer, client: hurriedClient(accessTo(server.url), observer) };
  });
  afterEach(() => fixture?.server.close());
  return () => {
    if (fixture === undefined) throw new Error("only inside a test");
    return fixture;
  };
}
