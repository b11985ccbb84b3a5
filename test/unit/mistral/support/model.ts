import type { Capabilities, Model } from "../../../../src/mistral/models/model";

const all: Capabilities = {
  chats: true,
  fillsInTheMiddle: true,
  callsTools: true,
  reasons: undefined,
  sees: undefined,
  said: {},
};

/** A model of a server that says no more than its name, and what a test adds. */
export const model = (id: string, fields: Partial<Model> = {}, can: Partial<Capabilities> = {}): Model => ({
  id,
  aliases: [],
  description: "",
  owner: undefined,
  capabilities: { ...all, ...can },
  contextLength: undefined,
  defaultTemperature: undefined,
  retiredAt: undefined,
  replacement: undefined,
  ...fields,
});
