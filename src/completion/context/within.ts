/**
 * What `work` comes to within so many milliseconds, else undefined; its signal is aborted then. Never throws: context
 * that cannot be had is done without.
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const cutter = new AbortController();
  const cut = () => cutter.abort();
  // Not `AbortSignal.any` with `AbortSignal.timeout`: Node 20 may collect them as garbage while they are waited for.
  const timer = setTimeout(cut, milliseconds);
  signal.addEventListener("abort", cut, { once: true });
  if (signal.aborted) cut();
  const ended = new Promise<undefined>((resolve) => {
    if (cutter.signal.aborted) resolve(undefined);
    else cutter.signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  try {
    return await Promise.race([work(cutter.signal).catch(() => undefined), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cut);
  }
}
