import { sentenceOf } from "./errors";
import type { RequestObserver } from "./request";

/** Writes down what went wrong with requests. */
export function problemLog(log: { warn(message: string): void }): RequestObserver {
  return {
    sent: () => {},
    ended: ({ purpose }, { outcome }) => {
      if (typeof outcome === "object") {
        log.warn(`${purpose}: ${sentenceOf(outcome)}`);
      }
    },
  };
}
