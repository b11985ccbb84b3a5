import type { ToolCall, ToolDefinition } from "../mistral/messages";
import type { PlaceView } from "./protocol";
import { type Effect, failure, type Outcome, type Tool, type ToolContext } from "./tools/tool";

/** What exactly did not fit is for the model. */
const CALLED_WRONGLY = "The model called this in a wrong way, and is told how it is done.";

/** A call whose arguments have been checked. */
export interface PreparedCall {
  readonly label: string;
  readonly place?: PlaceView;
  readonly effects: readonly Effect[];
  run(context: ToolContext, signal: AbortSignal): Promise<Outcome>;
}

export function definitionOf({ name, description, schema }: Tool): ToolDefinition {
  return { name, description, parameters: schema };
}

/** Checks a call of the model's. One that is wrong is still a call: its outcome tells the model what to mend. */
export function prepareCall(call: ToolCall, tools: readonly Tool[]): PreparedCall {
  const tool = tools.find((candidate) => candidate.name === call.name);
  if (tool === undefined) {
    const names = tools.map((candidate) => candidate.name).join(", ");
    return refused(call.name, `There is no tool ${call.name}. The tools are: ${names}.`, "There is no such tool.");
  }
  let json: unknown;
  try {
    json = JSON.parse(call.arguments === "" ? "{}" : call.arguments);
  } catch {
    return refused(call.name, `The arguments of ${call.name} are not JSON.`, CALLED_WRONGLY);
  }
  const parsed = tool.parse(json);
  if (!parsed.ok) {
    return refused(call.name, `The arguments of ${call.name} do not fit: ${parsed.why}.`, CALLED_WRONGLY);
  }
  const { args } = parsed;
  const place = tool.place?.(args);
  return {
    label: tool.label(args),
    ...(place ? { place } : {}),
    effects: tool.effects(args),
    run: (context, signal) => outcomeOf(tool, args, context, signal),
  };
}

/** A tool that throws (a file vanished, permission denied) has an outcome too. */
async function outcomeOf(tool: Tool, args: unknown, context: ToolContext, signal: AbortSignal): Promise<Outcome> {
  try {
    return await tool.run(args, context, signal);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure(`${tool.name} failed: ${why}`, "It could not be done; open this to see why.");
  }
}

function refused(label: string, sentence: string, summary: string): PreparedCall {
  return { label, effects: [], run: async () => failure(sentence, summary) };
}
