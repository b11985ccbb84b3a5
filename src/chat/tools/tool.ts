import type * as z from "zod";
import type { PlaceView, SourceView } from "../protocol";
import type { WorkspacePort } from "../workspace";

/** What a tool gives back: `content` to the model, `summary` to the person. */
export interface ToolOutcome {
  readonly ok: boolean;
  readonly summary: string;
  readonly content: string;
  /** What of which files stands in `content`. */
  readonly sources?: readonly SourceView[];
}

/** A function that the model may call. One file each, listed in `tools/index.ts`. */
export interface Tool<Arguments = unknown> {
  readonly name: string;
  /** For the model. */
  readonly description: string;
  readonly parameters: z.ZodType<Arguments>;
  /** What a person reads while and after it runs. */
  label(args: Arguments): string;
  /** What the label's link opens. */
  place?(args: Arguments): PlaceView | undefined;
  run(args: Arguments, workspace: WorkspacePort, signal: AbortSignal): Promise<ToolOutcome>;
}

export function failure(sentence: string): ToolOutcome {
  return { ok: false, summary: sentence, content: `Error: ${sentence}` };
}
