/** Sends what was measured to the benchmark's other half. */
export async function report(measured: unknown): Promise<void> {
  await fetch(setting("REPORTS"), { method: "POST", body: JSON.stringify(measured) });
}

/** What the benchmark's other half says in the environment. */
export function setting(name: "REPORTS" | "SERVER" | "KEY" | "KEYS" | "SEED"): string {
  const value = process.env[`CODESTRAL_BENCH_${name}`];
  if (value === undefined) throw new Error(`The environment lacks CODESTRAL_BENCH_${name}.`);
  return value;
}
