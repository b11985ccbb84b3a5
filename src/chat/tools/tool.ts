import type { PlaceView, SourceView } from "../protocol";
import type { Address } from "../../workspace/address";
import type { WorkspacePort } from "../../workspace/port";

/**
 * What a call would do. By this it is decided whether the person is asked (`permission.ts`), and the calls of an answer are put in
 * order: those that only read run side by side.
 */
export type Effect =
  | {
      readonly kind: "reads" | "writes" | "deletes";
      /** As the model names it. */
      readonly path: string;
    }
  | { readonly kind: "runs"; readonly command: string }
  | { readonly kind: "sends"; readonly host: string }
  /** A question to the person. */
  | { readonly kind: "asks" };

export type EffectKind = Effect["kind"];

/** Why something is not done. */
export interface Refusal {
  /** For the person, who has read the label: without what stands there. */
  readonly told: string;
  /** For the model. */
  readonly sentence: string;
}

/** A file outside of the workspace that the person allows to be read. */
export interface OutsideFile {
  readonly address: Address;
  /** Where it truly is. */
  readonly real: Address;
}

/** What of a call's effects is allowed, beyond what needs nobody's word. */
export interface Permit {
  /** By the path that the model named. */
  readonly outside: ReadonlyMap<string, OutsideFile>;
  /** What of the files to be read is refused, by the path that the model named. */
  readonly refused: ReadonlyMap<string, Refusal>;
}

/** What came of a call: `content` goes to the model, `summary` to the person. */
export interface Outcome {
  readonly ok: boolean;
  readonly summary: string;
  readonly content: string;
  /** What of which files stands in `content`. */
  readonly sources?: readonly SourceView[];
  /** The name of what lies outside of the workspace and stands in `content`, if anything does. */
  readonly foreign?: string;
}

/** What a tool may use of the world. */
export interface ToolContext {
  readonly workspace: WorkspacePort;
  /** What of this call is allowed. Without it, nothing outside of the workspace is. */
  readonly permit?: Permit;
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
  /** Whatever its calls may ever do. */
  readonly does: readonly EffectKind[];
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
