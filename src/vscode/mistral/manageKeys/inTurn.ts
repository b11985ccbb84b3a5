/** How many keys are tried at once. */
const AT_ONCE = 4;

/** Does something with each, a few at a time. */
export async function inTurn<T>(all: readonly T[], work: (one: T, at: number) => Promise<void>): Promise<void> {
  const waiting = all.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [at, one] of waiting) {
        await work(one, at);
      }
    }),
  );
}
