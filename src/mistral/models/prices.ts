import { baseAddress } from "../server";
import type { Usage } from "../usage";
import { findModel, type Model } from "./model";
import table from "./prices.json";

/** In US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  /** What the server has read before. */
  readonly cachedInput: number;
  readonly output: number;
}

/** The month that the prices are from, such as `2026-08`. */
export const PRICES_AS_OF: string = table.asOf;

type Entry = { readonly input: number; readonly output: number };
const DATED = new Map<string, Entry>(Object.entries(table.models));
const ALIASES = new Map<string, Entry>(
  Object.values(table.models).flatMap((entry) => entry.aliases.map((alias) => [alias, entry] as const)),
);

/**
 * What a model costs, about.
 * @param name its id or an alias, which may stand for another model than it did when the prices were written down
 * @param server its name or address
 * @param models what the server lists; empty if that is not known
 * @returns undefined if no price is known, as for an own server's models
 */
export function priceOf(name: string, server: string, models: readonly Model[] = []): Price | undefined {
  const model = findModel(name, models, Date.now());
  // Behind a company's gateway a server has another name, and its models are Mistral's all the same.
  if (!isMistral(server) && model?.owner !== "mistralai") {
    return undefined;
  }
  const entry = model ? entryOf(model) : (DATED.get(name) ?? ALIASES.get(name));
  if (entry === undefined) {
    return undefined;
  }
  const factor = table.regionalServers.includes(hostOf(server)) ? table.regionalFactor : 1;
  const input = entry.input * factor;
  return { input, cachedInput: input * table.cachedShare, output: entry.output * factor };
}

/** What a request cost, about, in US dollars; undefined if no price is known. */
export function costOf(model: string, server: string, usage: Usage, models: readonly Model[] = []): number | undefined {
  const price = priceOf(model, server, models);
  return price && costAt(price, usage);
}

/** In US dollars. */
export function costAt(price: Price, { prompt, completion, cached }: Usage): number {
  const known = Math.min(cached, prompt);
  const sum = (prompt - known) * price.input + known * price.cachedInput + completion * price.output;
  return sum / table.perTokens;
}

export function aboutPrice(price: Price): string {
  return `${shortPrice(price)} per million tokens`;
}

/** `about $0.30 / $0.90`: what a million tokens cost that go in, and that come out. */
export function shortPrice(price: Price): string {
  return `about ${dollars(price.input)} / ${dollars(price.output)}`;
}

/** An alias that the table knows says nothing about a model that goes by a name of its own. */
function entryOf(model: Model): Entry | undefined {
  const names = [model.id, ...model.aliases];
  const dated = names.map((name) => DATED.get(name)).find((entry) => entry !== undefined);
  return dated ?? (names.every((name) => ALIASES.has(name)) ? ALIASES.get(model.id) : undefined);
}

function isMistral(server: string): boolean {
  return /(^|\.)mistral\.ai$/.test(hostOf(server));
}

function hostOf(server: string): string {
  const base = baseAddress(server) ?? baseAddress(`https://${server}`);
  return base === undefined ? "" : new URL(base).hostname;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
