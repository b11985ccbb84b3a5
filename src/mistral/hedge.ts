import type { CompletionChunk } from "@mistralai/mistralai/models/components/completionchunk";
import type { MistralClient } from "./client";
import type { ApiProblem } from "./errors";
import { exchange, type StreamRequest } from "./exchange";
import type { Pass, Ticket } from "./gate/gate";

type Chunks = AsyncGenerator<CompletionChunk, ApiProblem | undefined>;
type Step = IteratorResult<CompletionChunk, ApiProblem | undefined>;

/** An exchange that can be cut without the others. */
interface Runner {
  readonly chunks: Chunks;
  readonly first: Promise<Step>;
  cut(): void;
}

/**
 * An exchange; where the person wants that, and the server is slower to speak than it nearly always is, the same is
 * asked of another key or server, and whoever speaks first goes on. Both count as sent.
 */
export async function* hedged(
  client: MistralClient,
  request: StreamRequest,
  ticket: Ticket,
  pass: Pass,
  signal: AbortSignal,
): Chunks {
  const patience = client.gate.hedgeAfterMs(pass.connection, request.model);
  if (patience === undefined) {
    return yield* exchange(client, request, pass, signal);
  }
  const run = (on: Pass): Runner => {
    const abort = new AbortController();
    const chunks = exchange(client, request, on, AbortSignal.any([signal, abort.signal]));
    return { chunks, first: chunks.next(), cut: () => abort.abort() };
  };
  const runners = [run(pass)];
  try {
    if (!(await settlesWithin(runners[0]?.first, patience, signal)) && !signal.aborted) {
      const second = client.gate.tryEnter({ ...ticket, except: pass.connection });
      if (second) {
        runners.push(run(second));
      }
    }
    const { winner, step } = await firstToSpeak(runners);
    for (const loser of runners.filter((one) => one !== winner)) {
      loser.cut();
    }
    for (let next = step; ; next = await winner.chunks.next()) {
      if (next.done) {
        return next.value;
      }
      yield next.value;
    }
  } finally {
    for (const runner of runners) {
      runner.cut();
      await runner.chunks.return(undefined);
    }
  }
}

/** Whoever fails is not the winner, unless all do. */
async function firstToSpeak(runners: readonly Runner[]): Promise<{ winner: Runner; step: Step }> {
  const all = runners.map(async (winner) => ({ winner, step: await winner.first }));
  const speaking = all.map(async (one) => {
    const { step } = await one;
    return step.done ? Promise.reject(new Error("it said nothing")) : one;
  });
  return Promise.any(speaking).catch(() => Promise.race(all));
}

function settlesWithin(first: Promise<Step> | undefined, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (value: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", late);
      resolve(value);
    };
    const late = () => settle(false);
    const timer = setTimeout(late, milliseconds);
    signal.addEventListener("abort", late, { once: true });
    void first?.then(() => settle(true));
  });
}
