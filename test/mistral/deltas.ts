import type { FinishReason } from "./brain";
import type { Step } from "./generation";
import type { Mood } from "./mood";
import { type Delta, thinkingChunk, type WireToolCall } from "./wire";

export type StreamStep =
  | { readonly kind: "delta"; readonly delta: Delta }
  | { readonly kind: "end"; readonly delta: Delta; readonly reason: FinishReason; readonly tokens: number };

/** Steps as streamed deltas. The last tool call and the end share a chunk, as on the API. */
export async function* deltas(steps: AsyncIterable<Step>, mood: Mood): AsyncGenerator<StreamStep> {
  let held: Delta | undefined;
  let thought = false;
  for await (const step of steps) {
    if (step.kind === "end") {
      yield { kind: "end", delta: held ?? { content: "" }, reason: step.reason, tokens: step.tokens };
      return;
    }
    if (held !== undefined) yield { kind: "delta", delta: held };
    held = undefined;
    if (step.kind === "toolCall") {
      const parts = mood.fragmentToolCalls === true ? fragments(step) : [wholeCall(step)];
      for (const part of parts) {
        if (held !== undefined) yield { kind: "delta", delta: held };
        held = { content: "", tool_calls: [part] };
      }
    } else if (step.kind === "thinking") {
      thought = true;
      yield { kind: "delta", delta: { content: [thinkingChunk(step.text)] } };
    } else if (thought && mood.thinkingShapes === true) {
      thought = false;
      const closing = { ...thinkingChunk(""), closed: true };
      yield { kind: "delta", delta: { content: [closing, { type: "text", text: step.text }] } };
    } else {
      yield { kind: "delta", delta: { content: step.text } };
    }
  }
}

type ToolCallStep = Extract<Step, { kind: "toolCall" }>;

export const wholeCall = (step: ToolCallStep): WireToolCall => ({
  id: step.id,
  type: "function",
  function: { name: step.name, arguments: step.arguments },
  index: step.index,
});

/** The call in three parts, of which only the first says which call it is. */
function fragments(step: ToolCallStep): WireToolCall[] {
  const half = Math.ceil(step.arguments.length / 2);
  const part = (id: string, name: string, args: string) => ({
    id,
    function: { name, arguments: args },
    index: step.index,
  });
  return [
    part(step.id, step.name, ""),
    part("null", "", step.arguments.slice(0, half)),
    part("null", "", step.arguments.slice(half)),
  ];
}
