import type { Catalogue } from "../models";
import type { Mood } from "../mood";
import { apiError } from "../refusals";
import { guardrail, tool } from "./chatSchema";
import { content, inputChunk, outputChunk } from "./messageSchema";
import { requireModel } from "./model";
import { checkShape, type Outcome } from "./outcome";
import { responseFormat } from "./responseFormatSchema";
import { sampling } from "./sampling";
import { boolean, closed, dictionary, integer, list, nullable, number, oneOf, string, tagged, union } from "./schema";
import type { AppendRequest, RestartRequest, StartRequest } from "../conversations/requests";

const entryHead = { object: oneOf("entry"), created_at: nullable(string), completed_at: nullable(string), id: string };
const saidBy = { agent_id: nullable(string), model: nullable(string) };
const args = union({ str: string, dict: dictionary });

const entry = tagged(
  "type",
  {
    "message.input": closed(
      { role: oneOf("user", "assistant"), content: content(inputChunk) },
      { ...entryHead, type: string, prefix: boolean },
    ),
    "message.output": closed(
      { content: content(outputChunk) },
      { ...entryHead, ...saidBy, type: string, role: oneOf("assistant") },
    ),
    "function.call": closed(
      { tool_call_id: string, name: string, arguments: args },
      { ...entryHead, ...saidBy, type: string, confirmation_status: nullable(oneOf("pending", "allowed", "denied")) },
    ),
    "function.result": closed({ tool_call_id: string, result: string }, { ...entryHead, type: string }),
    "tool.execution": closed(
      { name: string, arguments: string },
      { ...entryHead, ...saidBy, type: string, info: dictionary },
    ),
  },
  "message.input",
);
const inputs = union({ str: string, "list[InputEntries]": list(entry) });
const version = union({ str: string, int: integer() });

const completionArgs = closed(
  {},
  {
    stop: sampling["stop"] ?? nullable(string),
    temperature: nullable(number({ ge: 0, le: 1.5 })),
    max_tokens: nullable(integer({ ge: 0 })),
    random_seed: nullable(integer({ ge: 0 })),
    top_p: nullable(number({ gt: 0, le: 1 })),
    presence_penalty: nullable(number({ ge: -2, le: 2 })),
    frequency_penalty: nullable(number({ ge: -2, le: 2 })),
    prediction: nullable(closed({}, { type: oneOf("content"), content: string })),
    response_format: nullable(responseFormat),
    tool_choice: oneOf("auto", "none", "any", "required"),
    reasoning_effort: nullable(oneOf("none", "minimal", "low", "medium", "high", "xhigh")),
  },
);

const startSchema = closed(
  { inputs },
  {
    stream: boolean,
    store: nullable(boolean),
    handoff_execution: nullable(oneOf("client", "server")),
    instructions: nullable(string),
    tools: nullable(list(tool, { max: 128 })),
    completion_args: nullable(completionArgs),
    guardrails: nullable(list(guardrail)),
    name: nullable(string),
    description: nullable(string),
    metadata: nullable(dictionary),
    agent_id: nullable(string),
    agent_version: nullable(version),
    model: nullable(string),
  },
);

const goOn = {
  inputs,
  stream: boolean,
  store: boolean,
  handoff_execution: oneOf("client", "server"),
  completion_args: completionArgs,
};
const confirmation = closed({ tool_call_id: string, confirmation: oneOf("allow", "deny") });
const appendSchema = closed({}, { ...goOn, tool_confirmations: nullable(list(confirmation)) });
const restartSchema = closed(
  { from_entry_id: string },
  { ...goOn, guardrails: nullable(list(guardrail)), metadata: nullable(dictionary), agent_version: nullable(version) },
);

/** The request if the API would take it. There are no agents here. */
export function acceptStart(body: unknown, catalogue: Catalogue, mood: Mood): Outcome<StartRequest> {
  const shape = checkShape<StartRequest>(body, startSchema, mood);
  if ("refusal" in shape) return shape;
  const { model, agent_id: agent } = shape.request;
  if (typeof agent === "string") return refused(404, `Agent ${agent} not found`);
  if (typeof model !== "string") return refused(400, "Either agent_id or model must be provided");
  const found = requireModel(model, "completion_chat", catalogue, mood);
  return "refusal" in found ? found : shape;
}

export const acceptAppend = (body: unknown, mood: Mood): Outcome<AppendRequest> =>
  checkShape<AppendRequest>(body, appendSchema, mood);

export const acceptRestart = (body: unknown, mood: Mood): Outcome<RestartRequest> =>
  checkShape<RestartRequest>(body, restartSchema, mood);

const refused = (status: 400 | 404, message: string) => ({
  refusal: apiError(status, message, "invalid_request_error", null),
});
