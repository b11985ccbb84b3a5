import { MistralClient } from "../../../src/mistral/client";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { defaultKey, type MistralServer, startMistralServer } from "../../mistral/server";
import type { Time } from "../replay/virtualClock";
import { accessTo } from "./access";
import { ask } from "./request";

/** A request as it left the client. Times are the virtual clock's, in milliseconds. */
export interface Sending {
  readonly at: number;
  /** It left before the moment that an answer which had arrived by then had announced to its key for its model. */
  early: boolean;
  /** What the request said, once the server has it. */
  body: unknown;
  status: number | undefined;
}

export interface WireOptions {
  /** How long the next answer is on its way after the server has taken the request, in milliseconds. */
  readonly latency: () => number;
  /** Called as each request leaves. */
  readonly leaving?: () => void;
  /** Nobody has to wait longer than this for a key, whatever was announced. */
  readonly longestWait?: number;
}

/** What is lost of a moment when it is turned into a wait and back. */
const ROUNDING_MS = 1;

/** The SDK's first request looks for packages on the disk, which takes time that a virtual clock knows nothing of. */
export async function warmUp(): Promise<void> {
  const server = await startMistralServer({ brain: new ScriptedBrain().onFim(/./, "x") });
  const client = new MistralClient(accessTo(server.url, [defaultKey]), { sent() {}, ended() {} });
  for await (const event of ask(client, "completion", "x", new AbortController().signal)) {
    if (event.kind === "problem") throw new Error(`The local server says ${event.problem.kind}.`);
  }
  await server.close();
}

/**
 * Real HTTP in virtual time: no time passes while bytes are on their way, and an answer arrives when its latency is over.
 * It stands in for the `fetch` of this process until it is taken away.
 */
export class Wire {
  readonly sendings: Sending[] = [];
  /** By key and model. */
  private readonly comeBackAt = new Map<string, number>();
  private readonly real = globalThis.fetch;

  constructor(
    private readonly clock: Time,
    private readonly server: MistralServer,
    private readonly options: WireOptions,
  ) {
    globalThis.fetch = (input, init) => this.fetch(input, init);
  }

  dispose(): void {
    globalThis.fetch = this.real;
  }

  private async fetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const headers = input instanceof Request ? input.headers : new Headers(init.headers);
    const key = headers.get("authorization") ?? "";
    const at = this.clock.now();
    const announced = new Map(this.comeBackAt);
    const sending: Sending = { at, early: false, body: undefined, status: undefined };
    this.sendings.push(sending);
    this.options.leaving?.();
    const signal = init.signal ?? new AbortController().signal;
    const response = await this.holding(this.real(input, init));
    const request = this.server.requests.find(
      (one) => one.correlationId === response.headers.get("mistral-correlation-id"),
    );
    sending.body = request?.body;
    sending.status = request?.status;
    const counter = `${key} ${modelIn(request?.body)}`;
    sending.early = at < (announced.get(counter) ?? 0) - ROUNDING_MS;
    await this.clock.wait(this.options.latency(), signal);
    if (!signal.aborted) this.learn(counter, request?.comeBackAt ?? 0);
    const { status, statusText } = response;
    const body = response.body && this.watched(response.body, signal);
    return new Response(body, { status, statusText, headers: response.headers });
  }

  private learn(counter: string, comeBackAt: number): void {
    const told = Math.min(comeBackAt, this.clock.now() + (this.options.longestWait ?? Number.POSITIVE_INFINITY));
    this.comeBackAt.set(counter, Math.max(told, this.comeBackAt.get(counter) ?? 0));
  }

  private async holding<T>(work: Promise<T>): Promise<T> {
    const { release } = this.hold();
    return work.finally(release);
  }

  private hold(): { release: () => void } {
    let release = () => {};
    this.clock.hold(
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    return { release };
  }

  /** Holds the clock until the body has been read to its end, or is not wanted any more. */
  private watched(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
    const { release } = this.hold();
    const reader = body.getReader();
    signal.addEventListener("abort", release, { once: true });
    if (signal.aborted) release();
    return new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          controller.close();
          release();
        } catch (error) {
          controller.error(error);
          release();
        }
      },
      cancel(reason) {
        release();
        return reader.cancel(reason);
      },
    });
  }
}

function modelIn(body: unknown): string {
  return typeof body === "object" && body !== null && "model" in body ? String(body.model) : "";
}
