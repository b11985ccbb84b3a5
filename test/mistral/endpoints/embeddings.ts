import { embed } from "../embedding/embed";
import { encode, packed } from "../embedding/pack";
import { json, notJson } from "../refusals";
import { countTokens } from "../tokens";
import { acceptEmbedding, inputsOf } from "../validate/embedding";
import { newHead } from "../wire";
import type { Exchange } from "./exchange";
import { send } from "./send";
import { spend } from "./spend";

/** POST /v1/embeddings */
export async function embeddings(exchange: Exchange): Promise<void> {
  const { mood, catalogue, recording } = exchange;
  const accepted = acceptEmbedding(recording.body, catalogue, mood);
  if ("refusal" in accepted) return send(exchange, accepted.refusal);
  const { request, dimension } = accepted;
  const inputs = inputsOf(request);
  const tokens = inputs.reduce((sum, input) => sum + countTokens(input), 0);
  const { headers, refusal } = spend(exchange, request.model, tokens);
  if (refusal !== undefined) return send(exchange, refusal, headers);
  if (mood.notJson !== undefined) return send(exchange, notJson(mood.notJson), headers);
  const { output_dtype: type = "float", encoding_format: format = "float" } = request;
  const data = inputs.map((input, index) => ({
    object: "embedding",
    embedding: encode(packed(embed(input, dimension), type), type, format),
    index,
  }));
  const { id, model } = newHead(request.model);
  const usage = { prompt_tokens: tokens, total_tokens: tokens, completion_tokens: 0 };
  await send(exchange, json(200, { id, object: "list", data, model, usage }), headers);
}
