import { judge } from "../moderation/judge";
import { json, notJson } from "../refusals";
import { countTokens } from "../tokens";
import type { Outcome } from "../validate/outcome";
import { acceptChatModeration, acceptModeration, type Moderation } from "../validate/moderation";
import { newHead } from "../wire";
import type { Exchange } from "./exchange";
import { send } from "./send";
import { spend } from "./spend";

/** POST /v1/moderations */
export function moderations(exchange: Exchange): Promise<void> {
  return answerModeration(exchange, acceptModeration(exchange.recording.body, exchange.catalogue, exchange.mood));
}

/** POST /v1/chat/moderations: the last message of each conversation is judged. */
export function chatModerations(exchange: Exchange): Promise<void> {
  return answerModeration(exchange, acceptChatModeration(exchange.recording.body, exchange.catalogue, exchange.mood));
}

async function answerModeration(exchange: Exchange, accepted: Outcome<Moderation>): Promise<void> {
  if ("refusal" in accepted) return send(exchange, accepted.refusal);
  const { model, texts } = accepted.request;
  const tokens = texts.reduce((sum, each) => sum + countTokens(each), 0);
  const { headers, refusal } = spend(exchange, model, tokens);
  if (refusal !== undefined) return send(exchange, refusal, headers);
  const { notJson: broken } = exchange.mood;
  if (broken !== undefined) return send(exchange, notJson(broken), headers);
  const usage = { prompt_tokens: tokens, total_tokens: tokens, completion_tokens: 0 };
  const body = { id: newHead(model).id, model, results: texts.map(judge), usage };
  await send(exchange, json(200, body), headers);
}
