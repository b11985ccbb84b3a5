import type { Message, ToolDefinition } from "./messages";
import type { Abilities } from "./order";
import type { ModelPurpose } from "./purpose";

/** All that the models of today take. */
export type ReasoningEffort = "none" | "high";

export interface ChatRequest {
  readonly purpose: Exclude<ModelPurpose, "completion">;
  readonly model: string;
  readonly messages: readonly Message[];
  /** Tells one conversation from another; not sent. Its requests stay with one key. */
  readonly conversation?: string | undefined;
  /** Of the model; what is not known is left to the server. */
  readonly abilities?: Abilities;
  /** How much the model thinks first; sent where it is known to reason, as others refuse the whole request. */
  readonly reasoningEffort?: ReasoningEffort | undefined;
  readonly tools?: readonly ToolDefinition[];
  /** Most of what the answer will be; it is sent where the model takes it, and where in the answer it stands does not matter. */
  readonly prediction?: string | undefined;
  /** Closes the answer's form. `schema` is a JSON schema. */
  readonly answerSchema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
}
