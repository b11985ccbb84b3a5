import { detailOf, sentenceOf } from "./errors";
import type { RequestObserver } from "./request";

/** Writes down what went wrong with requests. */
export function problemLog(log: { warn(message: string): void }): RequestObserver {
  return {
    sent: () => {},
    ended: ({ purpose }, { outcome }) => {
      if (typeof outcome === "object") {
        const detail = detailOf(outcome);
        log.warn(`${purpose}: ${sentenceOf(outcome)}${detail && ` (${detail})`}`);
      }
    },
  };
}
