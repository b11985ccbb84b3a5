import { notJson } from "../refusals";
import { acceptFim } from "../validate/fim";
import { answer } from "./answer";
import type { Exchange } from "./exchange";
import { send } from "./send";

/** POST /v1/fim/completions */
export async function fim(exchange: Exchange): Promise<void> {
  const { mood, brain, catalogue, signal } = exchange;
  const accepted = acceptFim(exchange.recording.body, catalogue, mood);
  if ("refusal" in accepted) return send(exchange, accepted.refusal);
  if (mood.notJson !== undefined) return send(exchange, notJson(mood.notJson));
  const { request } = accepted;
  await answer(exchange, {
    model: request.model,
    // Codestral reads the suffix first.
    prompt: (request.suffix ?? "") + request.prompt,
    stream: request.stream === true,
    bounds: { stop: request.stop, maxTokens: request.max_tokens },
    choices: 1,
    ask: () => brain.fim(request, signal),
  });
}
