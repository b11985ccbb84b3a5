import { countTokens } from "../tokens";
import { newHead, usage } from "../wire";
import type { Exchange } from "./exchange";
import { answerStreamed } from "./streamed";
import type { Job, Task } from "./task";
import { answerWhole } from "./whole";

/** Lets the brain answer, streamed or whole. */
export async function answer(exchange: Exchange, job: Job): Promise<void> {
  const promptTokens = countTokens(job.prompt);
  const cached = exchange.cache.cachedTokens(job.model, job.prompt);
  const task: Task = {
    ...job,
    head: newHead(job.model),
    headers: exchange.limits.count(promptTokens),
    total: (completionTokens) => usage(promptTokens, completionTokens, cached),
  };
  await (job.stream ? answerStreamed(exchange, task) : answerWhole(exchange, task));
}
