import type { FimEvent } from "../mistral/fim";
import type { Clock } from "../mistral/clock";

/** Who learns how fast the server is. */
export interface SpeedLog {
  /** An answer's first text came so many milliseconds after the request. */
  began(milliseconds: number): void;
}

/** Passes a stream on and tells when its first text came. */
export async function* timed(
  stream: AsyncGenerator<FimEvent, void>,
  clock: Clock,
  log: SpeedLog,
): AsyncGenerator<FimEvent, void> {
  let asked = clock.now();
  let isSilent = true;
  for await (const event of stream) {
    if (event.kind === "sent") {
      // What it waited for before is a limit of ours, not the server's pace.
      asked = clock.now();
    }
    if (isSilent && event.kind === "text") {
      isSilent = false;
      log.began(clock.now() - asked);
    }
    yield event;
  }
}
