import type * as z from "zod";
import type { PlaceView, SourceView } from "../protocol";
import type { WorkspacePort } from "../../workspace/port";

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

/** @param summary for the person, who has read the label: what the sentence says for the model, without what stands there */
export function failure(sentence: string, summary = sentence): ToolOutcome {
  return { ok: false, summary, content: `Error: ${sentence}` };
}

/** A failure whose sentence begins with the name of a file, which the label tells, too. */
export function failureOf(name: string, sentence: string): ToolOutcome {
  return failure(sentence, sentence.startsWith(`${name} `) ? sentence.slice(name.length + 1) : sentence);
}
