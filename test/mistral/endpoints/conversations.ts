import type { AppendRequest, Inputs, RestartRequest } from "../conversations/requests";
import { type Conversation, described, entriesOf, newConversation } from "../conversations/store";
import { apiError, badRequest, json, type Answer } from "../refusals";
import { acceptAppend, acceptRestart, acceptStart } from "../validate/conversation";
import { converse } from "./converse";
import type { Exchange } from "./exchange";
import { send } from "./send";

/** POST /v1/conversations */
export async function startConversation(exchange: Exchange): Promise<void> {
  const accepted = acceptStart(exchange.recording.body, exchange.catalogue, exchange.mood);
  if ("refusal" in accepted) return send(exchange, accepted.refusal);
  const { inputs, model, instructions, tools, completion_args, name, description, metadata, ...how } = accepted.request;
  const settings = { model: model ?? "", instructions, tools, completion_args, name, description, metadata };
  const conversation = newConversation(settings);
  await goOn(exchange, conversation, inputs, { ...how, completion_args });
}

/** POST /v1/conversations/{id} */
export async function appendToConversation(exchange: Exchange): Promise<void> {
  const accepted = acceptAppend(exchange.recording.body, exchange.mood);
  if ("refusal" in accepted) return send(exchange, accepted.refusal);
  const { request } = accepted;
  await withConversation(exchange, async (conversation) => {
    const confirmed = confirm(conversation, request);
    if ("refusal" in confirmed) return send(exchange, confirmed.refusal);
    // What is not to be stored leaves the conversation as it was.
    const going = request.store === false ? { ...conversation } : conversation;
    going.entries = confirmed.entries;
    await goOn(exchange, going, request.inputs, request);
  });
}

/** POST /v1/conversations/{id}/restart: a new conversation that knows what was said up to an entry. */
export async function restartConversation(exchange: Exchange): Promise<void> {
  const accepted = acceptRestart(exchange.recording.body, exchange.mood);
  if ("refusal" in accepted) return send(exchange, accepted.refusal);
  const { request } = accepted;
  await withConversation(exchange, async ({ settings, entries }) => {
    const at = entries.findIndex((entry) => entry.id === request.from_entry_id);
    if (at < 0) return send(exchange, notFound(`Entry ${request.from_entry_id}`));
    await goOn(exchange, newConversation(settings, entries.slice(0, at + 1)), request.inputs, request);
  });
}

/** GET /v1/conversations */
export async function listConversations(exchange: Exchange): Promise<void> {
  await send(exchange, json(200, [...exchange.conversations.values()].map(described)));
}

/** GET /v1/conversations/{id} */
export async function getConversation(exchange: Exchange): Promise<void> {
  await withConversation(exchange, (conversation) => send(exchange, json(200, described(conversation))));
}

/** GET /v1/conversations/{id}/history */
export async function conversationHistory(exchange: Exchange): Promise<void> {
  await withConversation(exchange, ({ id, entries }) =>
    send(exchange, json(200, { object: "conversation.history", conversation_id: id, entries })),
  );
}

/** GET /v1/conversations/{id}/messages: the history without tools and functions. */
export async function conversationMessages(exchange: Exchange): Promise<void> {
  await withConversation(exchange, ({ id, entries }) => {
    const messages = entries.filter(({ type }) => type === "message.input" || type === "message.output");
    return send(exchange, json(200, { object: "conversation.messages", conversation_id: id, messages }));
  });
}

/** DELETE /v1/conversations/{id} */
export async function deleteConversation(exchange: Exchange): Promise<void> {
  await withConversation(exchange, ({ id }) => {
    exchange.conversations.delete(id);
    return send(exchange, { status: 204, body: "" });
  });
}

async function withConversation(exchange: Exchange, use: (conversation: Conversation) => Promise<void>): Promise<void> {
  const conversation = exchange.conversations.get(exchange.id);
  await (conversation === undefined ? send(exchange, notFound(`Conversation ${exchange.id}`)) : use(conversation));
}

const notFound = (what: string): Answer => apiError(404, `${what} not found`, "invalid_request_error", null);

type How = Pick<AppendRequest | RestartRequest, "stream" | "store" | "completion_args">;

async function goOn(
  exchange: Exchange,
  conversation: Conversation,
  inputs: Inputs | undefined,
  how: How,
): Promise<void> {
  conversation.entries = [...conversation.entries, ...entriesOf(inputs)];
  if (how.store !== false) exchange.conversations.set(conversation.id, conversation);
  await converse(exchange, conversation, how);
}

/** The entries with the person's consent or refusal in the calls that wait for it. */
function confirm(
  { entries }: Conversation,
  { tool_confirmations: confirmations }: AppendRequest,
): Pick<Conversation, "entries"> | { readonly refusal: Answer } {
  const answers = new Map((confirmations ?? []).map((each) => [each.tool_call_id, each.confirmation]));
  const pending = entries.flatMap((entry) =>
    entry.type === "function.call" && entry.confirmation_status === "pending" ? [entry.tool_call_id] : [],
  );
  const unasked = [...answers.keys()].find((id) => !pending.includes(id));
  if (unasked !== undefined) return { refusal: badRequest(`No pending tool call with id ${unasked}`) };
  const open = pending.find((id) => !answers.has(id));
  if (open !== undefined) return { refusal: badRequest(`Tool call ${open} is waiting for a confirmation`) };
  return {
    entries: entries.map((entry) => {
      const answer = entry.type === "function.call" ? answers.get(entry.tool_call_id) : undefined;
      if (answer === undefined || entry.type !== "function.call") return entry;
      return { ...entry, confirmation_status: answer === "allow" ? "allowed" : "denied" };
    }),
  };
}
