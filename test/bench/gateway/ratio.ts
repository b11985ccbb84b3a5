import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MistralClient } from "../../../src/mistral/client";
import type { ModelPurpose } from "../../../src/mistral/purpose";
import { defaultKey } from "../../mistral/server";
import { built, root } from "../../vscode/paths";
import { median } from "../statistics";
import { fullClient } from "./client";
import { ask, CHAT_MODEL, COMPLETION_MODEL } from "./request";

export interface Ratio {
  /** Our time by raw `fetch`'s, the median of all pairs. */
  readonly ratio: number;
  /** Milliseconds, medians. */
  readonly raw: number;
  readonly ours: number;
}

interface Race {
  readonly purpose: Extract<ModelPurpose, "completion" | "chat">;
  readonly rounds: number;
}

const WARM_UP = 60;
/** What a prompt of an editor has before the cursor. */
const PROMPT_CHARACTERS = 8_000;

/** The time of an answer through our client against that of the same body through `fetch`, read to the end, by turns. */
export async function ratio(ledger: string, race: Race): Promise<Ratio> {
  const server = fork(join(built, "bench", "gateway", "serve.mjs"), { execArgv: [] });
  const [url] = (await once(server, "message")) as [string];
  const { client, close } = await fullClient(url, defaultKey, ledger);
  try {
    return await run(client, url, race);
  } finally {
    close();
    server.disconnect();
  }
}

async function run(client: MistralClient, url: string, { purpose, rounds }: Race): Promise<Ratio> {
  const code = readFileSync(join(root, "src", "completion", "engine.ts"), "utf8").slice(0, PROMPT_CHARACTERS);
  const [raw, ours]: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < rounds; round++) {
    const prompt = `${code}\n// ${round}`;
    const theirs = await timed(() => throughFetch(url, purpose, prompt));
    const own = await timed(() => throughClient(client, purpose, prompt));
    if (round < 0) continue;
    raw.push(theirs);
    ours.push(own);
  }
  const pairs = ours.map((time, at) => time / (raw[at] ?? Number.NaN));
  return { ratio: median(pairs), raw: median(raw), ours: median(ours) };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function throughClient(client: MistralClient, purpose: Race["purpose"], prompt: string): Promise<void> {
  let last = "";
  for await (const event of ask(client, purpose, prompt, new AbortController().signal)) last = event.kind;
  if (last !== "end") throw new Error(`The ${purpose} came to a ${last}.`);
}

async function throughFetch(url: string, purpose: Race["purpose"], prompt: string): Promise<void> {
  const isFim = purpose === "completion";
  const body = isFim
    ? { model: COMPLETION_MODEL, prompt, suffix: "\n", max_tokens: 256, temperature: 0, stream: true }
    : { model: CHAT_MODEL, messages: [{ role: "user", content: prompt }], stream: true };
  const response = await fetch(`${url}/v1/${isFim ? "fim" : "chat"}/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${defaultKey}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!text.includes("[DONE]")) throw new Error(`The answer is not whole: ${text.slice(0, 200)}`);
}
