import type { FimEvent } from "../mistral/fim";
import type { Clock } from "./clock";

/** Who learns how fast the server is. */
export interface SpeedLog {
  /** An answer's first text came so many milliseconds after the request. */
  began(milliseconds: number): void;
  /** So many tokens came after the first ones, in so many milliseconds. */
  went(tokens: number, milliseconds: number): void;
}

/** Passes a stream on and tells how fast it was. What comes in one piece counts as one token. */
export async function* timed(
  stream: AsyncGenerator<FimEvent, void>,
  clock: Clock,
  log: SpeedLog,
): AsyncGenerator<FimEvent, void> {
  const asked = clock.now();
  let first: number | undefined;
  let last = asked;
  let tokens = 0;
  try {
    for await (const event of stream) {
      if (event.kind === "text") {
        last = clock.now();
        if (first === undefined) {
          first = last;
          log.began(first - asked);
        } else {
          tokens++;
        }
      }
      yield event;
    }
  } finally {
    if (first !== undefined && tokens > 0) {
      log.went(tokens, last - first);
    }
  }
}
