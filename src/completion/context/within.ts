/**
 * What `work` comes to within so many milliseconds, else undefined; its signal is aborted then. Never throws: context
 * that cannot be had is done without.
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const cut = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
  const ended = new Promise<undefined>((resolve) => {
    if (cut.aborted) resolve(undefined);
    else cut.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  return Promise.race([work(cut).catch(() => undefined), ended]);
}
