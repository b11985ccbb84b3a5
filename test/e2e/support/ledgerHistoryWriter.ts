// A program of its own: it runs on VS Code's Node, which has `node:sqlite`. Argument: the ledger's file.
import { EgressLedger } from "../../../src/mistral/ledger/egressLedger";
import { LedgerDatabase } from "../../../src/mistral/ledger/ledgerDatabase";
import { UsageLedger } from "../../../src/mistral/ledger/usageLedger";
import { systemClock } from "../../../src/mistral/clock";
import { costOf } from "../../../src/mistral/models/prices";
import type { Purpose } from "../../../src/mistral/purpose";
import type { RequestResult, SentRequest, Source } from "../../../src/mistral/request";
import { openDatabase } from "../../../src/storage/database";
import { seededRandom } from "../../mistral/random";

const [, , path = ""] = process.argv;
const DAY_MS = 86_400_000;
const random = seededRandom(8);
const between = (least: number, most: number) => Math.round(least + random() * (most - least));

interface Kind {
  readonly purpose: Purpose;
  readonly model: string;
  readonly server: string;
  readonly keyName: string;
  /** A day at most. */
  readonly requests: number;
  readonly prompt: number;
  readonly completion: number;
}

const kinds: readonly Kind[] = [
  {
    ...{ purpose: "completion", model: "codestral-latest", server: "codestral.mistral.ai", keyName: "Codestral" },
    ...{ requests: 90, prompt: 2_500, completion: 30 },
  },
  {
    ...{ purpose: "chat", model: "mistral-medium-latest", server: "api.mistral.ai", keyName: "work" },
    ...{ requests: 8, prompt: 9_000, completion: 700 },
  },
  {
    ...{ purpose: "refactoring", model: "mistral-medium-latest", server: "api.mistral.ai", keyName: "work" },
    ...{ requests: 5, prompt: 4_000, completion: 900 },
  },
  {
    ...{ purpose: "background", model: "devstral-small-at-home", server: "10.0.0.7:8000", keyName: "own server" },
    ...{ requests: 6, prompt: 3_000, completion: 200 },
  },
];
const sources: readonly Source[] = [
  { path: "src/cart.ts", lines: { first: 1, last: 31 }, characters: 812 },
  { path: "src/money.ts", characters: 240 },
  { path: "src/a/folder/with a very long name/that goes on and on/removed since.ts", characters: 1_730 },
];
const redactions = [
  { kind: "private key", count: 1 },
  { kind: "password", count: 2 },
];

const database = new LedgerDatabase(
  {
    open: (layout) => openDatabase(path, layout, fail),
    failed: (sentence, error) => fail(`${sentence} ${String(error)}`),
  },
  systemClock,
);
const usage = new UsageLedger(database, costOf, () => Date.now());
const egress = new EgressLedger(database, () => true);
await database.load();
usage.deleteAll();
egress.deleteAll();
for (let day = 60; day >= 0; day--) {
  const at = Date.now() - day * DAY_MS;
  // Nobody works every day.
  if (random() < 0.25 && day > 0) continue;
  for (const kind of kinds) {
    const requests = between(0, kind.requests);
    for (let each = 0; each < requests; each++) {
      const request = requestOf(kind, at - each);
      egress.sent(request);
      const result = resultOf(kind);
      egress.ended(request, result);
      usage.ended(request, result);
    }
    database.flush();
  }
}
for (const kind of kinds) {
  const request = { ...requestOf(kind, Date.now()), sources: kind.purpose === "background" ? [] : sources, redactions };
  egress.sent(request);
  egress.ended(request, resultOf(kind));
}
database.dispose();

function requestOf({ purpose, model, server, keyName, prompt }: Kind, at: number): SentRequest {
  const body = JSON.stringify({
    model,
    prompt: "const key = CODESTRAL_SECRET_0123456789AB;\n".repeat(4),
    stream: true,
  });
  return {
    ...{ id: `${purpose} ${at} ${random()}`, at, purpose, model, server, keyName, characters: prompt * 3 },
    ...{ sources: sources.slice(0, 1), redactions: [], body: () => body },
  };
}

function resultOf({ prompt, completion, purpose }: Kind): RequestResult {
  const isCut = random() < 0.2;
  const all = between(prompt / 2, prompt);
  const firstTokenMs = between(90, purpose === "completion" ? 260 : 900);
  const isLimited = random() < 0.03;
  return {
    outcome: isLimited ? { kind: "rateLimited", detail: "" } : isCut ? "cancelled" : "answered",
    usage: isLimited
      ? { prompt: 0, cached: 0, completion: 0 }
      : { prompt: all, cached: isCut ? 0 : between(all / 3, all * 0.9), completion: between(1, completion) },
    estimated: isCut,
    firstTokenMs: isLimited ? undefined : firstTokenMs,
    wholeMs: firstTokenMs + between(50, 900),
  };
}

function fail(why: string): never {
  throw new Error(why);
}
