import type { FinishReason } from "../brain";
import { deltas } from "../deltas";
import { generate } from "../generation";
import { Output } from "../output";
import { Pace } from "../pace";
import { seededRandom } from "../random";
import { internalErrorBody } from "../refusals";
import { EventStream, StreamCut } from "../sse";
import { chunk, type Delta, paddingOf, type Usage, without } from "../wire";
import type { Exchange } from "./exchange";
import { commonHeaders } from "./send";
import type { Task } from "./task";

/** Streams the answer as it comes. The head is sent with the first token, so that a brain can still fail with a 500. */
export async function answerStreamed(exchange: Exchange, task: Task): Promise<void> {
  const { mood, signal } = exchange;
  const pace = new Pace(mood);
  const chunks = new ChunkStream(exchange, task);
  let tokens = 0;
  for (let index = 0; index < task.choices; index++) {
    let begun = false;
    for await (const step of deltas(generate(task.ask(), task.bounds), mood)) {
      if (begun) await pace.nextToken(signal);
      else if (index === 0) await pace.firstToken(signal);
      if (!begun) await chunks.delta(index, { role: "assistant", content: "" });
      begun = true;
      if (step.kind === "delta") {
        await chunks.delta(index, step.delta);
      } else {
        tokens += step.tokens;
        const last = index === task.choices - 1;
        await chunks.end(index, step.delta, step.reason, last ? task.total(tokens) : undefined);
      }
    }
  }
  await pace.afterDone(signal);
  await chunks.close();
}

class ChunkStream {
  readonly #exchange: Exchange;
  readonly #task: Task;
  readonly #events: EventStream;
  readonly #random: () => number;

  constructor(exchange: Exchange, task: Task) {
    const { response, signal, mood, recording } = exchange;
    this.#exchange = exchange;
    this.#task = task;
    this.#events = new EventStream(new Output(response, signal, mood.oneBytePerPacket === true), mood, recording);
    this.#random = seededRandom(recording.startedAt);
  }

  async delta(index: number, delta: Delta): Promise<void> {
    await this.#begin(index);
    await this.#events.event(this.#chunk(index, delta, null));
  }

  /** The end of one choice; with the usage, the end of the answer. */
  async end(index: number, delta: Delta, reason: FinishReason, total: Usage | undefined): Promise<void> {
    await this.#begin(index);
    const chunk = this.#chunk(index, delta, reason, total);
    await (total === undefined ? this.#events.event(chunk) : this.#events.last(chunk));
  }

  async close(): Promise<void> {
    await this.#events.close();
  }

  #chunk(index: number, delta: Delta, finish_reason: FinishReason | null, total?: Usage): object {
    const { mood } = this.#exchange;
    const padding = mood.padding === false ? undefined : paddingOf(this.#random);
    return without(chunk(this.#task.head, { index, delta, finish_reason }, total, padding), mood.omit ?? []);
  }

  /** Sends the head if that has not happened, and the mood's error if it is due. */
  async #begin(index: number): Promise<void> {
    const { response, recording, mood } = this.#exchange;
    if (!response.headersSent) {
      recording.status = 200;
      response.writeHead(200, {
        ...commonHeaders(this.#exchange),
        ...this.#task.headers,
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache",
      });
    }
    if (mood.inStreamError?.after !== recording.eventsSent) return;
    if (mood.inStreamError.form !== "finish") await this.#events.fail(internalErrorBody("Internal server error"));
    await this.#events.last(this.#chunk(index, { content: "" }, "error", this.#task.total(recording.eventsSent)));
    await this.#events.close();
    throw new StreamCut();
  }
}
