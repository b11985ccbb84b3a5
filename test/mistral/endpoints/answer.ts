import { countTokens } from "../tokens";
import { newHead, usage } from "../wire";
import type { Exchange } from "./exchange";
import { send } from "./send";
import { spend } from "./spend";
import { answerStreamed } from "./streamed";
import type { Job, Task } from "./task";
import { answerWhole } from "./whole";

/** Lets the brain answer, streamed or whole, if the key's limits allow it. */
export async function answer(exchange: Exchange, job: Job): Promise<void> {
  const promptTokens = countTokens(job.prompt);
  const { headers, refusal } = spend(exchange, job.model, promptTokens);
  if (refusal !== undefined) return send(exchange, refusal, headers);
  const cached = exchange.cache.cachedTokens(job.model, job.prompt);
  const task: Task = {
    ...job,
    head: newHead(job.model),
    headers,
    total: (completionTokens) => usage(promptTokens, completionTokens, cached),
  };
  await (job.stream ? answerStreamed(exchange, task) : answerWhole(exchange, task));
}
