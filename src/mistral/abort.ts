/** What comes of `work`, or undefined as soon as `signal` is aborted: nobody who stops waits for a slow disk or server. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      work.catch(() => {});
      resolve(undefined);
      return;
    }
    const stop = () => resolve(undefined);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
