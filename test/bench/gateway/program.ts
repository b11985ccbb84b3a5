import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LimitOptions } from "../../mistral/limits";
import { cancelTimes } from "./cancelled";
import { type Limited, limited } from "./limited";
import { perModelWaits } from "./perModel";
import { lostAsks } from "./secondKey";
import { type Ratio, ratio } from "./ratio";

/** What the program measures, as it writes it. */
export interface Measured {
  readonly fim: Ratio;
  readonly stream: Ratio;
  /** Milliseconds. */
  readonly cancels: readonly number[];
  /** Milliseconds. */
  readonly perModelWaits: readonly number[];
  /** With one of two servers down, by how it is down. */
  readonly lost: Readonly<Record<string, number>>;
  readonly runs: Readonly<Record<Variant, Limited>>;
}

type Variant = keyof typeof VARIANTS;

const CANCELLATIONS = 300;
const REQUESTS = 1_000;
const A_MINUTE: LimitOptions = { requestsPerMinute: 60, window: "sliding" };

/** Servers that limit to 60 requests a minute, and differ in what they say about it. */
const VARIANTS = {
  headers: { keys: ["one"], limits: A_MINUTE },
  fixedWindow: { keys: ["one"], limits: { ...A_MINUTE, window: "fixed" } },
  retryAfterOnly: { keys: ["one"], limits: { ...A_MINUTE, headers: false } },
  neither: { keys: ["one"], limits: { ...A_MINUTE, headers: false, retryAfter: "none" } },
  secondKey: { keys: ["one", "two"], limits: A_MINUTE },
} as const;

/** The half of the benchmark that runs on VS Code's Node: `program.mjs SEED`. It writes what it measures as JSON. */
async function main(seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "codestral-gateway-"));
  try {
    const ledger = join(folder, "ledger.db");
    const measured: Measured = {
      fim: await ratio(ledger, { purpose: "completion", rounds: 400 }),
      stream: await ratio(ledger, { purpose: "chat", rounds: 150 }),
      perModelWaits: await perModelWaits(),
      lost: await lostAsks(),
      cancels: await cancelTimes(ledger, seed, CANCELLATIONS),
      runs: {
        headers: await limited({ seed, count: REQUESTS, ...VARIANTS.headers }),
        fixedWindow: await limited({ seed, count: REQUESTS, ...VARIANTS.fixedWindow }),
        retryAfterOnly: await limited({ seed, count: REQUESTS, ...VARIANTS.retryAfterOnly }),
        neither: await limited({ seed, count: REQUESTS, ...VARIANTS.neither }),
        secondKey: await limited({ seed, count: REQUESTS, ...VARIANTS.secondKey }),
      },
    };
    console.log(JSON.stringify(measured));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main(Number(process.argv[2]));
