import { storedEvent } from "./storedEvent";
import type { Row } from "./merge";
import type { Redact } from "./tidy";

const FORMAT = "codestral-companion-chat";
const VERSION = 1;
/** The fields of an event in which no words stand. */
const NAMES = new Set(["kind", "id"]);

/** A conversation as it goes out of the database, and comes in. */
export interface WholeChat {
  readonly title: string | undefined;
  /** What the person calls it. */
  readonly name: string | undefined;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly isPinned: boolean;
  /** The number of an event of the branch that was picked. */
  readonly shown: number | undefined;
  /** Of all branches. */
  readonly rows: readonly Row[];
}

/** A file that cannot be imported. Its message says what is wrong, and where. */
export class NotAChat extends Error {}

/** All of a conversation, with all branches and what this version cannot read. @param redact takes secrets out of each text */
export function exportedJson({ title, name, created, isPinned, shown, rows }: WholeChat, redact: Redact): string {
  const chat = {
    ...{ format: FORMAT, version: VERSION },
    ...{ title: title && redact(title), name: name && redact(name), created, pinned: isPinned, shown },
    events: rows.map(({ number, first, follows, event }) => ({
      ...{ number, first, follows },
      ...eventOrText(event, redact),
    })),
  };
  return `${JSON.stringify(chat, undefined, 2)}\n`;
}

/** @throws NotAChat, if it is not what `exportedJson` writes */
export function importedChat(text: string): WholeChat {
  const chat = fieldsOf(parsed(text), "The file");
  if (chat.get("format") !== FORMAT) {
    throw new NotAChat("The file is no exported chat of Codestral Companion.");
  }
  const version = chat.get("version");
  if (version !== VERSION) {
    throw new NotAChat(
      typeof version === "number" && version > VERSION
        ? "A newer version of this extension has exported this chat; update the extension to import it."
        : `“version” must be ${VERSION}.`,
    );
  }
  const events = chat.get("events");
  if (!Array.isArray(events) || events.length === 0) {
    throw new NotAChat("“events” must be a list with something in it.");
  }
  const rows: Row[] = [];
  for (const [at, event] of events.entries()) {
    rows.push(rowOf(fieldsOf(event, `events[${at}]`), `events[${at}]`, rows.at(-1)?.number ?? 0));
  }
  return {
    title: optional(chat, "title", "string"),
    name: optional(chat, "name", "string"),
    created: wholeNumber(chat, "created", "The file"),
    isPinned: optional(chat, "pinned", "boolean") ?? false,
    shown: optional(chat, "shown", "number"),
    rows,
  };
}

/** What cannot be read goes out as the text that it is. */
function eventOrText(row: string, redact: Redact): { readonly event: unknown } | { readonly text: string } {
  return isDamaged(row) ? { text: redact(row) } : { event: withoutSecrets(JSON.parse(row), redact) };
}

function isDamaged(row: string): boolean {
  const event = storedEvent(row);
  return event.kind === "unknown" && event.why === "damaged";
}

function withoutSecrets(value: unknown, redact: Redact): unknown {
  if (typeof value === "string") {
    return redact(value);
  }
  if (Array.isArray(value)) {
    return value.map((one) => withoutSecrets(one, redact));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    NAMES.has(name) ? (field as unknown) : withoutSecrets(field, redact),
  ]);
  return Object.fromEntries(fields);
}

type Fields = ReadonlyMap<string, unknown>;

function parsed(text: string): unknown {
  try {
    // An editor may have put a byte order mark before it.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new NotAChat(`The file is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function rowOf(fields: Fields, where: string, last: number): Row {
  const number = wholeNumber(fields, "number", where);
  const first = wholeNumber(fields, "first", where);
  const follows = wholeNumber(fields, "follows", where);
  if (first > number || first <= last || follows >= first) {
    throw new NotAChat(`${where}: its numbers do not come after those before it.`);
  }
  const text = fields.get("text");
  if (typeof text === "string") {
    return { number, first, follows, event: text };
  }
  const event = JSON.stringify(fields.get("event") ?? {});
  if (isDamaged(event)) {
    throw new NotAChat(`${where}: “event” lacks something that an event of its kind needs.`);
  }
  for (const [name, isFit] of Object.entries(OPTIONAL)) {
    const field = fieldsOf(fields.get("event"), where).get(name);
    if (field !== undefined && !isFit(field)) {
      throw new NotAChat(`${where}: “${name}” is not what it should be.`);
    }
  }
  return { number, first, follows, event };
}

/** What an event may have besides. */
const OPTIONAL: Readonly<Record<string, (field: unknown) => boolean>> = {
  context: isPlace,
  place: isPlace,
  quoted: (field) => typeof field === "number",
  sources: (field) => Array.isArray(field) && field.every(isPlace),
};

function isPlace(field: unknown): boolean {
  return typeof field === "object" && field !== null && "path" in field && typeof field.path === "string";
}

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new NotAChat(`${what} is no JSON object.`);
  }
  return new Map<string, unknown>(Object.entries(value));
}

function wholeNumber(fields: Fields, name: string, where: string): number {
  const value = fields.get(name);
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new NotAChat(`${where}: “${name}” must be a whole number.`);
  }
  return value;
}

interface Types {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

function optional<Type extends keyof Types>(fields: Fields, name: string, type: Type): Types[Type] | undefined {
  const value = fields.get(name);
  if (value !== undefined && typeof value !== type) {
    throw new NotAChat(`“${name}” must be a ${type}.`);
  }
  return value as Types[Type] | undefined;
}
