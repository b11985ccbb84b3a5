const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before it is tried again where the server did not say: twice as long each time, and somewhere between
 * half of that and all of it, so that several windows do not come back at once.
 * @param failures so many in a row, from 1
 * @param random 0 to 1
 * @returns milliseconds, half a second to a minute
 */
export function backoffMs(failures: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return whole * (0.5 + random / 2);
}
