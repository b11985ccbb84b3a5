import { Output } from "../output";
import type { Answer } from "../refusals";
import type { Exchange } from "./exchange";

/** The headers that every answer has. */
export function commonHeaders(exchange: Exchange): Record<string, string> {
  const { deprecationHeader, dialect } = exchange.mood;
  if (dialect !== undefined) return {};
  return {
    "mistral-correlation-id": exchange.recording.correlationId,
    ...(deprecationHeader === undefined ? {} : { "x-model-deprecation-timestamp": deprecationHeader }),
  };
}

/** Sends an answer whole. */
export async function send(exchange: Exchange, answer: Answer, headers: Record<string, string> = {}): Promise<void> {
  const { response, mood, recording, signal, limits } = exchange;
  const retryAfter =
    (answer.status === 429 || answer.status === 503) && mood.retryAfter !== undefined
      ? String(mood.retryAfter)
      : undefined;
  recording.status = answer.status;
  if (retryAfter !== undefined) recording.comeBackAt = limits.comeBackAt(retryAfter);
  response.writeHead(answer.status, {
    ...commonHeaders(exchange),
    ...headers,
    ...answer.headers,
    ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
    "content-type": answer.contentType ?? "application/json",
    "content-length": Buffer.byteLength(answer.body),
  });
  const output = new Output(response, signal, mood.oneBytePerPacket === true);
  await output.write(answer.body);
  await output.end();
}
