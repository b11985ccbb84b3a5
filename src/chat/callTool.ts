import * as z from "zod";
import type { ToolCall, ToolDefinition } from "../mistral/messages";
import type { PlaceView } from "./protocol";
import { failure, type Tool, type ToolOutcome } from "./tools/tool";
import type { WorkspacePort } from "../workspace/port";

/** What exactly did not fit is for the model. */
const CALLED_WRONGLY = "The model called this in a wrong way, and is told how it is done.";

/** A call whose arguments have been checked. */
export interface PreparedCall {
  readonly label: string;
  readonly place?: PlaceView;
  run(workspace: WorkspacePort, signal: AbortSignal): Promise<ToolOutcome>;
}

export function definitionOf(tool: Tool): ToolDefinition {
  const { $schema: _dialect, ...parameters } = z.toJSONSchema(tool.parameters, { io: "input" });
  return { name: tool.name, description: tool.description, parameters };
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
  const parsed = tool.parameters.safeParse(withoutNulls(json));
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join(".") || "arguments"}: ${issue.message}`);
    return refused(call.name, `The arguments of ${call.name} do not fit: ${issues.join("; ")}.`, CALLED_WRONGLY);
  }
  const place = tool.place?.(parsed.data);
  return {
    label: tool.label(parsed.data),
    ...(place ? { place } : {}),
    run: (workspace, signal) => guarded(tool, parsed.data, workspace, signal),
  };
}

/** A tool that throws (a file vanished, permission denied) has an outcome too. */
async function guarded(tool: Tool, args: unknown, workspace: WorkspacePort, signal: AbortSignal): Promise<ToolOutcome> {
  try {
    return await tool.run(args, workspace, signal);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure(`${tool.name} failed: ${why}`, "It could not be done; open this to see why.");
  }
}

function refused(label: string, sentence: string, summary: string): PreparedCall {
  return { label, run: async () => failure(sentence, summary) };
}

/** Models write `null` for arguments they leave out. */
function withoutNulls(json: unknown): unknown {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null))
    : json;
}
