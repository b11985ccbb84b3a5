import { randomUUID } from "node:crypto";
import type { Entry, Inputs, StartRequest } from "./requests";

export type Settings = Pick<
  StartRequest,
  "instructions" | "tools" | "completion_args" | "name" | "description" | "metadata"
> & {
  readonly model: string;
};

export interface Conversation {
  readonly id: string;
  readonly settings: Settings;
  readonly createdAt: string;
  updatedAt: string;
  entries: readonly Entry[];
}

const newId = (kind: string): string => `${kind}_${randomUUID().replaceAll("-", "")}`;

export function newConversation(settings: Settings, entries: readonly Entry[] = []): Conversation {
  const createdAt = new Date().toISOString();
  return { id: newId("conv"), settings, createdAt, updatedAt: createdAt, entries };
}

const kinds = {
  "message.input": "msg",
  "message.output": "msg",
  "function.call": "fc",
  "function.result": "fr",
  "tool.execution": "te",
};

/** The entry with an id and its time, if it has none yet. */
export function dated(entry: Entry): Entry & { readonly id: string } {
  const now = new Date().toISOString();
  return { object: "entry", created_at: now, completed_at: now, ...entry, id: entry.id ?? newId(kinds[entry.type]) };
}

export function entriesOf(inputs: Inputs | undefined): readonly Entry[] {
  if (inputs === undefined) return [];
  if (typeof inputs === "string") return [dated({ type: "message.input", role: "user", content: inputs })];
  return inputs.map((entry) => dated(entry.type === undefined ? { ...entry, type: "message.input" } : entry));
}

/** The conversation as `GET /v1/conversations/{id}` shows it. */
export function described({ id, settings, createdAt, updatedAt }: Conversation): object {
  const { completion_args, tools, ...rest } = settings;
  return {
    object: "conversation",
    id,
    created_at: createdAt,
    updated_at: updatedAt,
    ...rest,
    tools: tools ?? [],
    completion_args: completion_args ?? {},
  };
}
