import type { Source } from "./request";

/** A conversation as the model sees it. `sources`: of which files it holds text, for whoever keeps account of it. */
export type Message =
  | { readonly role: "system"; readonly content: string }
  | {
      readonly role: "user";
      readonly content: string;
      /** `data:image/…;base64,…` or https addresses; a model that cannot see is told that there were some. */
      readonly images?: readonly string[];
      readonly sources?: readonly Source[];
    }
  | {
      readonly role: "assistant";
      readonly content: string;
      /** What the model thought before it spoke; the API wants it replayed. */
      readonly thinking?: string;
      readonly toolCalls?: readonly ToolCall[];
    }
  | {
      readonly role: "tool";
      readonly toolCallId: string;
      readonly name: string;
      readonly content: string;
      readonly sources?: readonly Source[];
    };

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON as the model wrote it. */
  readonly arguments: string;
}

/** A function that the model may call. `parameters` is a JSON schema. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}
