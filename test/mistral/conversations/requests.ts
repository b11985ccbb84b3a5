import type { BuiltInTool, ChatRequest, Content, FunctionTool } from "../requests";

/** An entry of a conversation as it comes over the wire. */
export type Entry = EntryHead &
  (
    | { readonly type: "message.input"; readonly role: "user" | "assistant"; readonly content: Content }
    | {
        readonly type: "message.output";
        readonly role?: "assistant";
        readonly content: Content;
        readonly model?: string;
      }
    | FunctionCall
    | { readonly type: "function.result"; readonly tool_call_id: string; readonly result: string }
    | {
        readonly type: "tool.execution";
        readonly name: string;
        readonly arguments: string;
        readonly model?: string;
        readonly info?: Readonly<Record<string, unknown>>;
      }
  );

interface EntryHead {
  readonly object?: "entry";
  readonly id?: string;
  readonly created_at?: string;
  readonly completed_at?: string | null;
}

export interface FunctionCall {
  readonly type: "function.call";
  readonly tool_call_id: string;
  readonly name: string;
  readonly arguments: string | Readonly<Record<string, unknown>>;
  readonly model?: string;
  readonly confirmation_status?: "pending" | "allowed" | "denied" | null;
}

/** An entry may leave out its type when it is a message of the person's. */
export type InputEntry =
  | Entry
  | { readonly type?: undefined; readonly role: "user" | "assistant"; readonly content: Content };
export type Inputs = string | readonly InputEntry[];

export type CompletionArgs = Pick<
  ChatRequest,
  "stop" | "temperature" | "max_tokens" | "response_format" | "reasoning_effort"
>;

interface Answering {
  readonly stream?: boolean;
  /** True if nothing is said. */
  readonly store?: boolean | null;
  readonly completion_args?: CompletionArgs | null;
}

export interface ServerTool extends BuiltInTool {
  readonly tool_configuration?: { readonly requires_confirmation?: unknown } | null;
}

export interface StartRequest extends Answering {
  readonly inputs: Inputs;
  readonly model?: string | null;
  readonly agent_id?: string | null;
  readonly instructions?: string | null;
  readonly tools?: readonly (FunctionTool | ServerTool)[] | null;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
}

export interface AppendRequest extends Answering {
  readonly inputs?: Inputs;
  readonly tool_confirmations?:
    | readonly { readonly tool_call_id: string; readonly confirmation: "allow" | "deny" }[]
    | null;
}

export interface RestartRequest extends Answering {
  readonly inputs?: Inputs;
  readonly from_entry_id: string;
}
