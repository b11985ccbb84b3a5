import { systemClock } from "../../../../src/mistral/clock";
import type { Passing } from "../run";

/** Time that passes by itself. */
export const realTime: Passing = {
  ...systemClock,
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  hold: () => undefined,
  run: (done) => done,
};
