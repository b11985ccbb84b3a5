import type { PlaceView, SourceView } from "../protocol";
import type { WorkspacePort } from "../../workspace/port";

/** What a call would do. By this the calls of an answer are put in order: those that only read run side by side. */
export interface Effect {
  readonly kind: "reads" | "writes";
  /** As the model names it. */
  readonly path: string;
}

/** What came of a call: `content` goes to the model, `summary` to the person. */
export interface Outcome {
  readonly ok: boolean;
  readonly summary: string;
  readonly content: string;
  /** What of which files stands in `content`. */
  readonly sources?: readonly SourceView[];
}

/** What a tool may use of the world. */
export interface ToolContext {
  readonly workspace: WorkspacePort;
}

/** The arguments of a call, or what does not fit, for the model. */
export type Parsed<Arguments> =
  | { readonly ok: true; readonly args: Arguments }
  | { readonly ok: false; readonly why: string };

/**
 * A function that the model may call. One file each, listed in `tools/index.ts`. Those of ours take `schema` and `parse` from
 * `zodArguments`; one that comes from elsewhere has a JSON schema of its own.
 */
export interface Tool<Arguments = unknown> {
  readonly name: string;
  /** For the model. */
  readonly description: string;
  /** The JSON schema of the arguments. */
  readonly schema: Readonly<Record<string, unknown>>;
  parse(json: unknown): Parsed<Arguments>;
  /** What a person reads while and after it runs. */
  label(args: Arguments): string;
  /** What the label's link opens. */
  place?(args: Arguments): PlaceView | undefined;
  effects(args: Arguments): readonly Effect[];
  /** Whoever stops does not wait for it; it hears of that by `signal`. */
  run(args: Arguments, context: ToolContext, signal: AbortSignal): Promise<Outcome>;
}

/** @param summary for the person, who has read the label: what the sentence says for the model, without what stands there */
export function failure(sentence: string, summary = sentence): Outcome {
  return { ok: false, summary, content: `Error: ${sentence}` };
}

/** A failure whose sentence begins with the name of a file, which the label tells, too. */
export function failureOf(name: string, sentence: string): Outcome {
  return failure(sentence, sentence.startsWith(`${name} `) ? sentence.slice(name.length + 1) : sentence);
}
