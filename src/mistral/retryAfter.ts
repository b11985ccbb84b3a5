/** A server that says more than this is taken to have said this: nobody waits an hour for a suggestion. */
const LONGEST_MS = 10 * 60_000;

/**
 * Reads a `Retry-After` header.
 * @param header seconds, or an HTTP date
 * @param now milliseconds since the epoch
 * @returns milliseconds to wait, 0 to 10 minutes; undefined if the header is missing or says nothing
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") {
    return undefined;
  }
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.min(LONGEST_MS, Math.max(0, wait));
}
