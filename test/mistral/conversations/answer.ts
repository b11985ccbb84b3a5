import type { Brain } from "../brain";
import { generate, type Step } from "../generation";
import type { ChatMessage, ChatRequest } from "../requests";
import type { CompletionArgs, Entry, ServerTool } from "./requests";
import { type Conversation, dated } from "./store";

/** What is said in an answer, as it is said; the entry comes when it is whole. */
export type Said =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "entry"; readonly entry: Entry & { readonly id: string } }
  | { readonly kind: "end"; readonly tokens: number };

type CallStep = Extract<Step, { kind: "toolCall" }>;

/** The API asks its model again after each tool that it ran, but not for ever. */
const MAX_ROUNDS = 10;

/** Lets the brain answer; tools that the server has are run, those that want a person's consent wait for it. */
export async function* answerOf(
  brain: Brain,
  { settings, entries }: Conversation,
  args: CompletionArgs | null | undefined,
  signal: AbortSignal,
): AsyncGenerator<Said> {
  const { model } = settings;
  const known = [...entries];
  let tokens = 0;
  for (const call of known.flatMap((entry) => (entry.type === "function.call" ? [entry] : []))) {
    const done = known.some((entry) => entry.type === "tool.execution" && entry.id === executionOf(call.tool_call_id));
    if (call.confirmation_status !== "allowed" || done) continue;
    const entry = execution(model, call.name, textOfArguments(call.arguments), call.tool_call_id);
    known.push(entry);
    yield { kind: "entry", entry };
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const request = requestOf({ ...settings, completion_args: args ?? settings.completion_args }, known);
    let text = "";
    const calls: CallStep[] = [];
    const { stop, max_tokens: maxTokens } = request;
    for await (const step of generate(brain.chat(request, signal), { stop, maxTokens })) {
      if (step.kind === "text") {
        text += step.text;
        yield { kind: "text", text: step.text };
      } else if (step.kind === "toolCall") calls.push(step);
      else if (step.kind === "end") tokens += step.tokens;
    }
    const said: (Entry & { readonly id: string })[] =
      text === "" ? [] : [dated({ type: "message.output", role: "assistant", content: text, model })];
    said.push(...calls.map((call) => entryOf(call, model, serverTool(settings.tools ?? [], call.name))));
    known.push(...said);
    for (const entry of said) yield { kind: "entry", entry };
    const ran = calls.length > 0 && said.every((entry) => entry.type !== "function.call");
    if (!ran) break;
  }
  yield { kind: "end", tokens };
}

/** The tool of this name that the server runs itself. */
const serverTool = (
  tools: readonly ({ readonly type?: string } | ServerTool)[],
  name: string,
): ServerTool | undefined => tools.find((tool): tool is ServerTool => tool.type === name && tool.type !== "function");

function entryOf(call: CallStep, model: string, tool: ServerTool | undefined): Entry & { readonly id: string } {
  const asks = tool?.tool_configuration?.requires_confirmation;
  const consent = Array.isArray(asks) && asks.includes(call.name);
  if (tool !== undefined && !consent) return execution(model, call.name, call.arguments, call.id);
  return dated({
    type: "function.call",
    tool_call_id: call.id,
    name: call.name,
    arguments: call.arguments,
    model,
    confirmation_status: consent ? "pending" : null,
  });
}

const executionOf = (callId: string): string => `te_${callId}`;

/** Nothing is looked up or run for it: what it says is what it was asked. */
function execution(model: string, name: string, args: string, callId: string): Entry & { readonly id: string } {
  const info = name === "code_interpreter" ? { code: codeIn(args), code_output: "" } : {};
  return dated({ type: "tool.execution", name, arguments: args, model, info, id: executionOf(callId) });
}

function codeIn(args: string): unknown {
  const parsed: unknown = JSON.parse(args);
  return typeof parsed === "object" && parsed !== null && "code" in parsed ? parsed.code : "";
}

export const textOfArguments = (args: string | object): string =>
  typeof args === "string" ? args : JSON.stringify(args);

function requestOf(settings: Conversation["settings"], entries: readonly Entry[]): ChatRequest {
  const { model, instructions, tools, completion_args: args } = settings;
  const system: ChatMessage[] = typeof instructions === "string" ? [{ role: "system", content: instructions }] : [];
  return { ...args, model, tools: tools ?? null, messages: [...system, ...entries.flatMap(messagesOf)] };
}

function messagesOf(entry: Entry): readonly ChatMessage[] {
  const call = (id: string, name: string, args: string | object): ChatMessage => ({
    role: "assistant",
    content: "",
    tool_calls: [{ id, function: { name, arguments: textOfArguments(args) } }],
  });
  switch (entry.type) {
    case "message.input":
      return [{ role: entry.role, content: entry.content }];
    case "message.output":
      return [{ role: "assistant", content: entry.content }];
    case "function.call": {
      const said = call(entry.tool_call_id, entry.name, entry.arguments);
      if (entry.confirmation_status === "allowed") return [];
      const denied = entry.confirmation_status === "denied";
      return denied
        ? [said, { role: "tool", tool_call_id: entry.tool_call_id, content: "The user denied this call." }]
        : [said];
    }
    case "function.result":
      return [{ role: "tool", tool_call_id: entry.tool_call_id, content: entry.result }];
    case "tool.execution": {
      const id = (entry.id ?? "").replace(/^te_/, "");
      const result: ChatMessage = { role: "tool", tool_call_id: id, content: JSON.stringify(entry.info ?? {}) };
      return [call(id, entry.name, entry.arguments), result];
    }
  }
}
