import { ScriptedBrain } from "../../../mistral/brains/scripted";
import { defaultKey, type MistralServer, type MistralServerOptions, startMistralServer } from "../../../mistral/server";
import { type Access, MistralClient, type Purpose, type RequestObserver } from "../../../../src/mistral/client";
import type { ApiProblem } from "../../../../src/mistral/errors";

/** What the client says of its requests, in order. */
export type Observed = "began" | "answered" | "cancelled" | ApiProblem["kind"];

export class Observer implements RequestObserver {
  readonly heard: Observed[] = [];
  readonly purposes = new Set<Purpose>();

  began(purpose: Purpose): void {
    this.heard.push("began");
    this.purposes.add(purpose);
  }

  ended(purpose: Purpose, outcome: "answered" | "cancelled" | ApiProblem): void {
    this.heard.push(typeof outcome === "string" ? outcome : outcome.kind);
    this.purposes.add(purpose);
  }
}

export const accessTo = (server: string, key: string | undefined = defaultKey): Access => ({
  server: () => server,
  key: async () => key,
});

export const clientFor = (server: string, key?: string): MistralClient =>
  new MistralClient(accessTo(server, key), new Observer());

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
    fixture = { brain, server, observer, client: new MistralClient(accessTo(server.url), observer) };
  });
  afterEach(() => fixture?.server.close());
  return () => {
    if (fixture === undefined) throw new Error("only inside a test");
    return fixture;
  };
}
