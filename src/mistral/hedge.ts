import type { MistralClient } from "./client";
import type { ApiProblem } from "./errors";
import { exchange, type Heard, type Request } from "./exchange";
import type { Pass, Ticket } from "./gate/gate";

type Parts<Part> = AsyncGenerator<Heard<Part>, ApiProblem | undefined>;

/** What an exchange came to until something was said. */
interface Beginning<Part> {
  readonly parts: readonly Heard<Part>[];
  /** Whether something was said; if not, it is over. */
  readonly speaks: boolean;
  readonly problem: ApiProblem | undefined;
}

/** An exchange that can be cut without the others. */
interface Runner<Part> {
  readonly parts: Parts<Part>;
  readonly beginning: Promise<Beginning<Part>>;
  cut(): void;
}

/**
 * An exchange; where the person wants that, and the server is slower to speak than it nearly always is, the same is
 * asked of another key or server, and whoever speaks first goes on. Both count as sent.
 */
export async function* hedged<Part>(
  client: MistralClient,
  request: Request<Part>,
  ticket: Ticket,
  pass: Pass,
  signal: AbortSignal,
): Parts<Part> {
  const patience = client.gate.hedgeAfterMs(pass.connection, request.model);
  if (patience === undefined) {
    return yield* exchange(client, request, pass, signal);
  }
  const run = (on: Pass): Runner<Part> => {
    const abort = new AbortController();
    const parts = exchange(client, request, on, AbortSignal.any([signal, abort.signal]));
    return { parts, beginning: begin(parts), cut: () => abort.abort() };
  };
  const runners = [run(pass)];
  try {
    if (!(await settlesWithin(runners[0]?.beginning, patience, signal)) && !signal.aborted) {
      const second = client.gate.tryEnter({ ...ticket, except: pass.connection });
      if (second) {
        runners.push(run(second));
      }
    }
    const { winner, beginning } = await firstToSpeak(runners);
    for (const loser of runners.filter((one) => one !== winner)) {
      loser.cut();
    }
    yield* beginning.parts;
    return beginning.speaks ? yield* winner.parts : beginning.problem;
  } finally {
    for (const runner of runners) {
      runner.cut();
      await runner.parts.return(undefined);
    }
  }
}

/** Some servers open their answer before they know what to say; that wins nothing. */
async function begin<Part>(parts: Parts<Part>): Promise<Beginning<Part>> {
  const heard: Heard<Part>[] = [];
  for (let next = await parts.next(); ; next = await parts.next()) {
    if (next.done) {
      return { parts: heard, speaks: false, problem: next.value };
    }
    heard.push(next.value);
    if (next.value.says) {
      return { parts: heard, speaks: true, problem: undefined };
    }
  }
}

/** Whoever fails is not the winner, unless all do; an answer may be empty. */
async function firstToSpeak<Part>(
  runners: readonly Runner<Part>[],
): Promise<{ winner: Runner<Part>; beginning: Beginning<Part> }> {
  const all = runners.map(async (winner) => ({ winner, beginning: await winner.beginning }));
  const speaking = all.map(async (one) => {
    const { speaks, parts, problem } = (await one).beginning;
    const isAnswer = speaks || (problem === undefined && parts.length > 0);
    return isAnswer ? one : Promise.reject(new Error("it said nothing"));
  });
  return Promise.any(speaking).catch(() => Promise.race(all));
}

function settlesWithin(beginning: Promise<unknown> | undefined, ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (value: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", late);
      resolve(value);
    };
    const late = () => settle(false);
    const timer = setTimeout(late, ms);
    signal.addEventListener("abort", late, { once: true });
    void beginning?.then(() => settle(true));
  });
}
