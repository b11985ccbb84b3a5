import { createHash } from "node:crypto";
import { imagesWithinLimits } from "./images";
import type { Message, ToolCall } from "./messages";

/** What stands in for the result of a call that was stopped before it had one. */
export const INTERRUPTED = "Interrupted: this call was stopped before it finished.";

/** What stands in for the question when a history begins with an answer. */
export const BEGINNING = "(The beginning of this conversation was left out.)";

/** What the model that is to read a history can do. What is not known is left to the server. */
export interface Abilities {
  readonly sees?: boolean;
  readonly reasons?: boolean;
}

type System = Extract<Message, { role: "system" }>;
type User = Extract<Message, { role: "user" }>;
type Assistant = Extract<Message, { role: "assistant" }>;
type Result = Extract<Message, { role: "tool" }>;

const interrupted: Result = { role: "tool", toolCallId: "", name: "", content: INTERRUPTED };

/**
 * Makes any history acceptable to the API, which refuses a request (and then every later one) for ids that are not
 * nine letters or digits, for names that are no identifiers, for results that do not match their calls, and for a user
 * message right after a result. The chat templates of the open weights, which own servers use, refuse more: a system
 * message that is not the first, and anything but question and answer by turns.
 * Applying it twice changes nothing.
 */
export function acceptable(history: readonly Message[], abilities: Abilities = {}): Message[] {
  const system: System[] = [];
  const out: Message[] = [];
  for (const [at, message] of imagesWithinLimits(history, abilities.sees).entries()) {
    switch (message.role) {
      case "system":
        system.push(message);
        break;
      case "user":
        addQuestion(out, message);
        break;
      case "assistant":
        addAnswer(out, abilities.reasons === false ? withoutThinking(message) : message, history.slice(at + 1));
        break;
      case "tool":
        // Added beside the call it answers; a result without a call is of no use to the model.
        break;
    }
  }
  while (out.at(-1)?.role === "assistant") {
    out.pop();
  }
  if (out[0]?.role === "assistant") {
    out.unshift({ role: "user", content: BEGINNING });
  }
  const rules = paragraphs(...system.map((message) => message.content));
  return rules === "" ? out : [{ role: "system", content: rules }, ...out];
}

function addQuestion(out: Message[], question: User): void {
  if (question.content === "" && question.images === undefined) {
    return;
  }
  const before = out.at(-1);
  if (before?.role === "user") {
    const images = [...(before.images ?? []), ...(question.images ?? [])];
    const sources = [...(before.sources ?? []), ...(question.sources ?? [])];
    out.splice(-1, 1, {
      role: "user",
      content: paragraphs(before.content, question.content),
      ...(images.length > 0 ? { images } : {}),
      ...(sources.length > 0 ? { sources } : {}),
    });
    return;
  }
  if (before?.role === "tool") {
    out.push({ role: "assistant", content: INTERRUPTED });
  }
  out.push(question);
}

/** Adds an answer with the results of its calls. */
function addAnswer(out: Message[], answer: Assistant, later: readonly Message[]): void {
  const toolCalls = distinct(answer.toolCalls ?? []);
  if (answer.content === "" && toolCalls.length === 0) {
    return;
  }
  const before = out.at(-1)?.role === "assistant" ? out.pop() : undefined;
  const first: Assistant = before?.role === "assistant" ? before : { role: "assistant", content: "" };
  const thinking = paragraphs(first.thinking ?? "", answer.thinking ?? "");
  out.push(
    {
      role: "assistant",
      content: paragraphs(first.content, answer.content),
      ...(thinking === "" ? {} : { thinking }),
      ...(toolCalls.length === 0 ? {} : { toolCalls }),
    },
    ...toolCalls.map(({ id, name }): Message => ({ ...(resultOf(id, later) ?? interrupted), toolCallId: id, name })),
  );
}

function withoutThinking({ thinking: _elsewhere, ...answer }: Assistant): Assistant {
  return answer;
}

function paragraphs(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\n\n");
}

/** Some servers begin their ids anew in each answer, so a result belongs to the last call before it. */
function resultOf(id: string, later: readonly Message[]): Result | undefined {
  for (const message of later) {
    if (message.role === "tool" && acceptableId(message.toolCallId) === id) {
      return message;
    }
    if (message.role === "assistant" && message.toolCalls?.some((call) => acceptableId(call.id) === id)) {
      return undefined;
    }
  }
  return undefined;
}

function distinct(calls: readonly ToolCall[]): ToolCall[] {
  const seen = new Set<string>();
  return calls
    .map((call) => ({
      id: acceptableId(call.id),
      name: acceptableName(call.name),
      arguments: isJsonObject(call.arguments) ? call.arguments : "{}",
    }))
    .filter((call) => !seen.has(call.id) && seen.add(call.id));
}

/** Models call tools that nobody offered, by names that the API refuses when they are sent back. */
function acceptableName(name: string): string {
  return name.replace(/[^\w-]/g, "_").slice(0, 64) || "_";
}

/** Servers that turn a history back into the model's own form parse the arguments, and fail on any but an object. */
function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The id itself if the API takes it, else one made from it, the same each time. */
export function acceptableId(id: string): string {
  return /^[A-Za-z0-9]{9}$/.test(id) ? id : createHash("sha256").update(id).digest("hex").slice(0, 9);
}
