import { wholeCall } from "../deltas";
import { generate, type Step } from "../generation";
import { Pace } from "../pace";
import { json } from "../refusals";
import { type Choice, completion, thinkingChunk, without } from "../wire";
import type { Exchange } from "./exchange";
import { send } from "./send";
import type { Task } from "./task";

/** Collects the answer and sends it in one piece. */
export async function answerWhole(exchange: Exchange, task: Task): Promise<void> {
  const { mood, signal } = exchange;
  const pace = new Pace(mood);
  const choices: Choice[] = [];
  let tokens = 0;
  await pace.firstToken(signal);
  for (let index = 0; index < task.choices; index++) {
    const steps: Step[] = [];
    for await (const step of generate(task.ask(), task.bounds)) {
      if (steps.length > 0) await pace.nextToken(signal);
      steps.push(step);
      if (step.kind === "end") tokens += step.tokens;
    }
    choices.push(choiceOf(index, steps));
  }
  const body = without(completion(task.head, choices, task.total(tokens)), mood.omit ?? []);
  await send(exchange, json(200, body), task.headers);
}

function choiceOf(index: number, steps: readonly Step[]): Choice {
  const said = (kind: "text" | "thinking") => steps.map((step) => (step.kind === kind ? step.text : "")).join("");
  const calls = steps.flatMap((step) => (step.kind === "toolCall" ? [wholeCall(step)] : []));
  const thought = said("thinking");
  const text = said("text");
  const end = steps.at(-1);
  return {
    index,
    message: {
      role: "assistant",
      content: thought === "" ? text : [thinkingChunk(thought), { type: "text", text }],
      tool_calls: calls.length === 0 ? null : calls,
      prefix: false,
    },
    finish_reason: end?.kind === "end" ? end.reason : "error",
  };
}
