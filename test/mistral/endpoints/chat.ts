import { dialects } from "../dialects";
import { chatInDialect } from "../dialects/chat";
import { notJson } from "../refusals";
import { acceptChat, promptOf } from "../validate/chat";
import { answer } from "./answer";
import type { Exchange } from "./exchange";
import { send } from "./send";

/** POST /v1/chat/completions */
export async function chat(exchange: Exchange): Promise<void> {
  const { mood, brain, catalogue, signal } = exchange;
  if (mood.dialect !== undefined) return chatInDialect(exchange, dialects[mood.dialect]);
  const accepted = acceptChat(exchange.recording.body, catalogue, mood);
  if ("refusal" in accepted) return send(exchange, accepted.refusal);
  if (mood.notJson !== undefined) return send(exchange, notJson(mood.notJson));
  const { request } = accepted;
  await answer(exchange, {
    model: request.model,
    prompt: promptOf(request),
    stream: request.stream === true,
    bounds: {
      stop: request.stop,
      maxTokens: request.max_tokens,
      ...(request.parallel_tool_calls === undefined ? {} : { parallelToolCalls: request.parallel_tool_calls }),
    },
    choices: request.n ?? 1,
    ask: () => brain.chat(request, signal),
  });
}
