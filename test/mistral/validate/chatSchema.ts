import { messages } from "./messageSchema";
import { responseFormat } from "./responseFormatSchema";
import { sampling } from "./sampling";
import { boolean, closed, dictionary, integer, list, nullable, number, oneOf, string, tagged, union } from "./schema";

const configurable = { tool_configuration: nullable(dictionary) };
export const tool = tagged(
  "type",
  {
    function: closed(
      { function: closed({ name: string, parameters: dictionary }, { description: string, strict: boolean }) },
      { type: oneOf("function") },
    ),
    web_search: closed({ type: string }, configurable),
    web_search_premium: closed({ type: string }, configurable),
    code_interpreter: closed({ type: string }, configurable),
    image_generation: closed({ type: string }, configurable),
    document_library: closed({ type: string, library_ids: list(string, { min: 1 }) }, configurable),
    connector: closed({ type: string, connector_id: string }, { ...configurable, authorization: nullable(dictionary) }),
  },
  "function",
);

const toolChoice = union({
  ToolChoiceEnum: oneOf("auto", "none", "any", "required"),
  ToolChoice: closed({ function: closed({ name: string }) }, { type: oneOf("function") }),
});

export const guardrail = closed(
  {},
  { block_on_error: boolean, moderation_llm_v1: nullable(dictionary), moderation_llm_v2: nullable(dictionary) },
);

export const chatSchema = closed(
  { model: string, messages },
  {
    ...sampling,
    top_p: nullable(number({ gt: 0, le: 1 })),
    response_format: responseFormat,
    tools: nullable(list(tool, { max: 128 })),
    tool_choice: toolChoice,
    parallel_tool_calls: boolean,
    presence_penalty: nullable(number({ ge: -2, le: 2 })),
    frequency_penalty: nullable(number({ ge: -2, le: 2 })),
    n: nullable(integer({ ge: 1 })),
    prediction: closed({}, { type: oneOf("content"), content: string }),
    reasoning_effort: nullable(oneOf("none", "minimal", "low", "medium", "high", "xhigh")),
    prompt_mode: nullable(oneOf("reasoning")),
    guardrails: nullable(list(guardrail)),
    service_tier: nullable(oneOf("auto", "standard_only")),
    safe_prompt: boolean,
  },
);
