import { answerOf, type Said, textOfArguments } from "../conversations/answer";
import type { AppendRequest } from "../conversations/requests";
import type { Conversation } from "../conversations/store";
import { Output } from "../output";
import { Pace } from "../pace";
import { json } from "../refusals";
import { EventStream } from "../sse";
import { countTokens } from "../tokens";
import type { Exchange } from "./exchange";
import { commonHeaders, send } from "./send";
import { spend } from "./spend";

type How = Pick<AppendRequest, "stream" | "completion_args">;

/** Lets the brain answer a conversation, streamed or whole, if the limits of its model allow it. */
export async function converse(exchange: Exchange, conversation: Conversation, how: How): Promise<void> {
  const { model } = conversation.settings;
  const promptTokens = countTokens(JSON.stringify(conversation.entries));
  const { headers, refusal } = spend(exchange, model, promptTokens);
  if (refusal !== undefined) return send(exchange, refusal, headers);
  const said = answerOf(exchange.brain, conversation, how.completion_args, exchange.signal);
  const usage = (tokens: number) => ({
    prompt_tokens: promptTokens,
    completion_tokens: tokens,
    total_tokens: promptTokens + tokens,
  });
  await (how.stream === true ? streamed : whole)(exchange, conversation, said, usage, headers);
}

type Answering = (
  exchange: Exchange,
  conversation: Conversation,
  said: AsyncIterable<Said>,
  usage: (tokens: number) => object,
  headers: Record<string, string>,
) => Promise<void>;

const whole: Answering = async (exchange, conversation, said, usage, headers) => {
  const outputs: object[] = [];
  let tokens = 0;
  await new Pace(exchange.mood).firstToken(exchange.signal);
  for await (const each of said) {
    if (each.kind === "entry") {
      outputs.push(each.entry);
      keep(conversation, each);
    } else if (each.kind === "end") tokens = each.tokens;
  }
  const body = { object: "conversation.response", conversation_id: conversation.id, outputs, usage: usage(tokens) };
  await send(exchange, json(200, body), headers);
};

const streamed: Answering = async (exchange, conversation, said, usage, headers) => {
  const { response, recording, mood, signal } = exchange;
  const { model } = conversation.settings;
  const pace = new Pace(mood);
  const events = new EventStream(new Output(response, signal, mood.oneBytePerPacket === true), mood, recording);
  const event = (type: string, fields: object) =>
    events.named(type, { type, created_at: new Date().toISOString(), ...fields });
  let index = 0;
  let message = `msg_${recording.correlationId.replaceAll("-", "")}`;
  await pace.firstToken(signal);
  recording.status = 200;
  response.writeHead(200, { ...commonHeaders(exchange), ...headers, "content-type": "text/event-stream" });
  await event("conversation.response.started", { conversation_id: conversation.id });
  try {
    for await (const each of said) {
      await pace.nextToken(signal);
      if (each.kind === "text") {
        const at = { output_index: index, content_index: 0 };
        await event("message.output.delta", { ...at, id: message, model, role: "assistant", content: each.text });
      } else if (each.kind === "entry") {
        const entry = each.entry.type === "message.output" ? { ...each.entry, id: message } : each.entry;
        keep(conversation, { kind: "entry", entry });
        await announce(event, entry, index++);
        message = `${message}_${index}`;
      } else await event("conversation.response.done", { usage: usage(each.tokens) });
    }
  } catch (problem) {
    if (signal.aborted || recording.closed === "cut-by-server") throw problem;
    const text = problem instanceof Error ? problem.message : String(problem);
    await event("conversation.response.error", { message: text, code: 1000 });
  }
  await events.close();
};

type Event = (type: string, fields: object) => Promise<void>;

async function announce(event: Event, entry: EntrySaid["entry"], output_index: number): Promise<void> {
  if (entry.type === "function.call") {
    const { id, name, tool_call_id, model, confirmation_status } = entry;
    const fields = { id, name, tool_call_id, model, confirmation_status, arguments: textOfArguments(entry.arguments) };
    await event("function.call.delta", { output_index, ...fields });
  }
  if (entry.type !== "tool.execution") return;
  const { id, name, arguments: args, info, model } = entry;
  await event("tool.execution.started", { output_index, id, name, arguments: "", model });
  await event("tool.execution.delta", { output_index, id, name, arguments: args });
  await event("tool.execution.done", { output_index, id, name, info });
}

type EntrySaid = Extract<Said, { kind: "entry" }>;

function keep(conversation: Conversation, { entry }: EntrySaid): void {
  conversation.entries = [...conversation.entries, entry];
  conversation.updatedAt = new Date().toISOString();
}
