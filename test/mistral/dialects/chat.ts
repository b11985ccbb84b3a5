import type { Exchange } from "../endpoints/exchange";
import { send } from "../endpoints/send";
import { generate } from "../generation";
import { Output } from "../output";
import { Pace } from "../pace";
import type { ChatRequest } from "../requests";
import { EventStream } from "../sse";
import { countTokens } from "../tokens";
import { promptOf } from "../validate/chat";
import type { Fields, ServerDialect } from "./dialect";

/** POST /v1/chat/completions, streamed, as another server answers it. */
export async function chatInDialect(exchange: Exchange, dialect: ServerDialect): Promise<void> {
  const { brain, catalogue, signal, mood, recording, response } = exchange;
  const request = recording.body as ChatRequest & { readonly stream_options?: { readonly include_usage?: boolean } };
  const refusal = dialect.refuse(request, catalogue);
  if (refusal !== undefined) return send(exchange, refusal);
  const head = dialect.head(request.model);
  const pace = new Pace(mood);
  const events = new EventStream(new Output(response, signal, mood.oneBytePerPacket === true), mood, recording);
  const chunk = (delta: Fields, finish_reason: string | null = null) => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason, ...dialect.choice }],
  });
  const begin = async () => {
    if (response.headersSent) return;
    recording.status = 200;
    response.writeHead(200, { "content-type": "text/event-stream" });
    if (dialect.first !== undefined) await events.event(chunk(dialect.first));
  };
  await pace.firstToken(signal);
  for await (const step of generate(brain.chat(request, signal), { maxTokens: request.max_tokens })) {
    await begin();
    switch (step.kind) {
      case "text":
        await events.event(chunk(dialect.text(step.text)));
        break;
      case "thinking":
        await events.event(chunk(dialect.thinking(step.text)));
        break;
      case "toolCall":
        for (const delta of dialect.toolCall(step)) await events.event(chunk(delta));
        break;
      case "end": {
        const end = chunk(dialect.last, step.reason);
        if (request.stream_options?.include_usage !== true) {
          await events.last(end);
          break;
        }
        const prompt_tokens = countTokens(promptOf(request));
        const usage = { prompt_tokens, completion_tokens: step.tokens, total_tokens: prompt_tokens + step.tokens };
        await events.event(end);
        await events.last({ ...head, choices: [], usage });
      }
    }
    await pace.nextToken(signal);
  }
  await events.close();
}
