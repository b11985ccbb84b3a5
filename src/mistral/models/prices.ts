import { baseAddress } from "../server";
import type { Usage } from "../usage";
import { findModel, type Model } from "./model";
import table from "./prices.json";

/** In US dollars; of what a model does not count there is none. */
export interface Price {
  /** For a million tokens, if it counts tokens. */
  readonly tokens?: TokenPrice;
  readonly thousandPages?: number;
  readonly audioMinute?: number;
  readonly millionCharacters?: number;
}

/** For a million tokens. */
export interface TokenPrice {
  readonly input: number;
  /** What the server has read before. */
  readonly cachedInput: number;
  readonly output: number;
}

/** The month that the prices are from, such as `2026-08`. */
export const PRICES_AS_OF: string = table.asOf;

interface Entry extends Omit<Price, "tokens"> {
  readonly input?: number;
  readonly output?: number;
  readonly aliases: readonly string[];
}

const ENTRIES: Readonly<Record<string, Entry>> = table.models;
const DATED = new Map(Object.entries(ENTRIES));
const ALIASES = new Map(
  Object.values(ENTRIES).flatMap((entry) => entry.aliases.map((alias) => [alias, entry] as const)),
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
  return priceIn(entry, factor);
}

function priceIn({ input, output, thousandPages, audioMinute, millionCharacters }: Entry, factor: number): Price {
  const at = (price: number) => price * factor;
  return {
    ...(input === undefined || output === undefined
      ? {}
      : { tokens: { input: at(input), cachedInput: at(input) * table.cachedShare, output: at(output) } }),
    ...(thousandPages === undefined ? {} : { thousandPages: at(thousandPages) }),
    ...(audioMinute === undefined ? {} : { audioMinute: at(audioMinute) }),
    ...(millionCharacters === undefined ? {} : { millionCharacters: at(millionCharacters) }),
  };
}

/** What a request cost, about, in US dollars; undefined if no price is known. */
export function costOf(model: string, server: string, usage: Usage, models: readonly Model[] = []): number | undefined {
  const price = priceOf(model, server, models);
  return price && costAt(price, usage);
}

/**
 * In US dollars; undefined if something was used that has no price. Tokens are free where a model is paid for by
 * something else, which its server counts besides them.
 */
export function costAt(price: Price, usage: Usage): number | undefined {
  const { pages = 0, audioSeconds = 0, characters = 0 } = usage;
  const others = [
    [pages / 1_000, price.thousandPages],
    [audioSeconds / 60, price.audioMinute],
    [characters / 1_000_000, price.millionCharacters],
  ] as const;
  const isCounted = price.tokens !== undefined || others.some(([amount]) => amount > 0);
  if ((!isCounted && usage.prompt + usage.completion > 0) || others.some(([used, each]) => used > 0 && !each)) {
    return undefined;
  }
  const sum = others.reduce((all, [amount, each = 0]) => all + amount * each, 0);
  return sum + (price.tokens ? tokensAt(price.tokens, usage) : 0);
}

function tokensAt(price: TokenPrice, { prompt, completion, cached }: Usage): number {
  const known = Math.min(cached, prompt);
  const sum = (prompt - known) * price.input + known * price.cachedInput + completion * price.output;
  return sum / table.perTokens;
}

export function aboutPrice(price: Price): string {
  return `${shortPrice(price)}${isForTokens(price) ? " per million tokens" : ""}`;
}

/** `about $0.30 / $0.90`: what a million tokens cost that go in, and that come out; or `about $4.00 per 1,000 pages`. */
export function shortPrice(price: Price): string {
  const { tokens, thousandPages, audioMinute, millionCharacters } = price;
  const parts = [
    ...(tokens && isForTokens(price) ? [`${dollars(tokens.input)} / ${dollars(tokens.output)}`] : []),
    ...(thousandPages === undefined ? [] : [`${dollars(thousandPages)} per 1,000 pages`]),
    ...(audioMinute === undefined ? [] : [`${dollars(audioMinute)} per minute`]),
    ...(millionCharacters === undefined ? [] : [`${dollars(millionCharacters)} per million characters`]),
  ];
  return parts.length === 0 ? "free" : `about ${parts.join(" + ")}`;
}

function isForTokens({ tokens }: Price): boolean {
  return tokens !== undefined && tokens.input + tokens.output > 0;
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
  return `$${amount.toFixed(amount > 0 && amount < 0.01 ? 4 : 2)}`;
}
