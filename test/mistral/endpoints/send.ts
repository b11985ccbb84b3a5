import { randomUUID } from "node:crypto";
import { Output } from "../output";
import type { Answer } from "../refusals";
import type { Exchange } from "./exchange";

/** The headers that every answer has. */
export function commonHeaders(exchange: Exchange): Record<string, string> {
  const { deprecationHeader } = exchange.mood;
  return {
    "mistral-correlation-id": randomUUID(),
    ...(deprecationHeader === undefined ? {} : { "x-model-deprecation-timestamp": deprecationHeader }),
  };
}

/** Sends an answer whole. */
export async function send(exchange: Exchange, answer: Answer, headers: Record<string, string> = {}): Promise<void> {
  const { response, mood, recording, signal } = exchange;
  const { retryAfter } = mood;
  recording.status = answer.status;
  response.writeHead(answer.status, {
    ...commonHeaders(exchange),
    ...headers,
    ...answer.headers,
    ...(answer.status === 429 && retryAfter !== undefined ? { "retry-after": String(retryAfter) } : {}),
    "content-type": answer.contentType ?? "application/json",
    "content-length": Buffer.byteLength(answer.body),
  });
  const output = new Output(response, signal, mood.oneBytePerPacket === true);
  await output.write(answer.body);
  await output.end();
}
