import { record } from "../record";
import { baseAddress } from "../server";
import type { ApiKey, Work } from "./apiKey";
import { freeName } from "./names";

/** A key as it is kept. */
export interface StoredKey {
  readonly id: string;
  readonly name: string;
  /** Undefined where the key goes with the setting `codestral.server`, whatever it says. */
  readonly server: string | undefined;
  readonly work: Work;
  readonly secret: string;
}

/** The kept list. What this version does not understand of it stays in it as it is, for the version that does. */
export interface KeyList {
  readonly root: Readonly<Record<string, unknown>>;
  readonly entries: readonly unknown[];
}

/** The key that `Codestral: Set API Key` sets. */
export const DEFAULT_ID = "default";

const VERSION = 1;
const WORKS: readonly unknown[] = ["completion", "chat", "both"] satisfies Work[];

/** Reads what `keysToJson` wrote. A broken entry costs that entry only; nothing, or something else, is an empty list. */
export function parseKeys(json: string | undefined): KeyList {
  let root: Record<string, unknown> = {};
  try {
    root = record(JSON.parse(json ?? "{}"));
  } catch {
    // Nobody could make anything of it.
  }
  const { keys, ...rest } = root;
  return { root: rest, entries: Array.isArray(keys) ? keys : [] };
}

export function keysToJson({ root, entries }: KeyList): string {
  const { version } = root;
  const later = typeof version === "number" && version > VERSION ? version : VERSION;
  return JSON.stringify({ ...root, version: later, keys: entries });
}

/** The keys of the list, in the person's order, each with an id and a name of its own. */
export function storedKeys({ entries }: KeyList): readonly StoredKey[] {
  const keys: StoredKey[] = [];
  for (const entry of entries) {
    const key = readEntry(entry);
    if (key !== undefined && keys.every(({ id }) => id !== key.id)) {
      keys.push({ ...key, name: freeName(key.name, keys) });
    }
  }
  return keys;
}

function readEntry(entry: unknown): StoredKey | undefined {
  const { id, name, server, work, secret } = record(entry);
  const fits =
    typeof id === "string" &&
    id !== "" &&
    typeof name === "string" &&
    name.trim() !== "" &&
    (server === undefined || typeof server === "string") &&
    isWork(work) &&
    typeof secret === "string";
  return fits ? { id, name, server: server === "" ? undefined : server, work, secret } : undefined;
}

function isWork(value: unknown): value is Work {
  return WORKS.includes(value);
}

/** The key comes last. Its name gets a number if it is taken; a key that is there already, by its id, is not added. */
export function addKey(list: KeyList, key: StoredKey): KeyList {
  const keys = storedKeys(list);
  if (keys.some(({ id }) => id === key.id)) {
    return list;
  }
  return { ...list, entries: [...list.entries, { ...key, name: freeName(key.name, keys) }] };
}

/** Changes what is named of a key; nothing if there is none with this id. */
export function changeKey(list: KeyList, id: string, change: Partial<Omit<StoredKey, "id">>): KeyList {
  const others = storedKeys(list).filter((key) => key.id !== id);
  const { name } = change;
  const named = name === undefined ? change : { ...change, name: freeName(name, others) };
  return { ...list, entries: list.entries.map((entry) => (hasId(entry, id) ? { ...record(entry), ...named } : entry)) };
}

export function removeKey(list: KeyList, id: string): KeyList {
  return { ...list, entries: list.entries.filter((entry) => !hasId(entry, id)) };
}

function hasId(entry: unknown, id: string): boolean {
  return readEntry(entry)?.id === id;
}

/** Gives the default key this secret. Without one, it becomes the first of all: who sets a key wants it used. */
export function setDefaultKey(list: KeyList, secret: string): KeyList {
  const keys = storedKeys(list);
  if (keys.some(({ id }) => id === DEFAULT_ID)) {
    return changeKey(list, DEFAULT_ID, { secret });
  }
  const key: StoredKey = { id: DEFAULT_ID, name: freeName("Default", keys), server: undefined, work: "both", secret };
  return { ...list, entries: [key, ...list.entries] };
}

/** @param setting what `codestral.server` says now */
export function resolveKey(key: StoredKey, setting: string): ApiKey {
  return { ...key, server: key.server ?? setting };
}

/** The key that is this one already, whatever it is called. */
export function sameKey<K extends Pick<ApiKey, "server" | "secret">>(
  keys: readonly K[],
  { server, secret }: Pick<ApiKey, "server" | "secret">,
): K | undefined {
  const base = baseAddress(server);
  return keys.find((key) => key.secret === secret && baseAddress(key.server) === base);
}
