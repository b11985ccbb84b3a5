/** Runs something in another time zone than this machine's. */
export function inZone<Result>(zone: string, run: () => Result): Result {
  const { TZ: before } = process.env;
  process.env.TZ = zone;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}
