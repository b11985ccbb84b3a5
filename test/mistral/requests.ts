/** The requests as they come over the wire, once `validate/` has let them pass. */

export interface FimRequest {
  readonly model: string;
  readonly prompt: string;
  readonly suffix?: string | null;
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly max_tokens?: number | null;
  readonly min_tokens?: number | null;
  readonly stop?: string | readonly string[] | null;
  readonly random_seed?: number | null;
  readonly stream?: boolean;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  readonly prompt_cache_key?: string | null;
}

export interface TextChunk {
  readonly type: "text";
  readonly text: string;
}

export interface ThinkingChunk {
  readonly type: "thinking";
  readonly thinking: readonly { readonly type?: string; readonly text?: string }[];
  readonly signature?: string | null;
  readonly closed?: boolean;
}

export interface ImageChunk {
  readonly type: "image_url";
  readonly image_url: string | { readonly url: string; readonly detail?: string | null };
}

export type ContentChunk =
  | TextChunk
  | ThinkingChunk
  | ImageChunk
  | { readonly type: "document_url" | "file" | "reference" | "input_audio" };

export type Content = string | readonly ContentChunk[] | null;

export interface ToolCall {
  readonly id?: string;
  readonly type?: "function";
  readonly function: { readonly name: string; readonly arguments: string | Readonly<Record<string, unknown>> };
  readonly index?: number;
}

export interface AssistantMessage {
  readonly role: "assistant";
  readonly content?: Content;
  readonly tool_calls?: readonly ToolCall[] | null;
  readonly prefix?: boolean;
}

export interface ToolMessage {
  readonly role: "tool";
  readonly content: Content;
  readonly tool_call_id?: string | null;
  readonly name?: string | null;
}

export type ChatMessage =
  | { readonly role: "system"; readonly content: Content }
  | { readonly role: "user"; readonly content: Content }
  | AssistantMessage
  | ToolMessage;

export interface FunctionTool {
  readonly type?: "function";
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly strict?: boolean;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
}

/** A tool that the API runs itself, such as `web_search`. */
export interface BuiltInTool {
  readonly type: string;
}

export interface ResponseFormat {
  readonly type?: "text" | "json_object" | "json_schema";
  readonly json_schema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> } | null;
}

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly max_tokens?: number | null;
  readonly stop?: string | readonly string[] | null;
  readonly random_seed?: number | null;
  readonly stream?: boolean;
  readonly response_format?: ResponseFormat;
  readonly tools?: readonly (FunctionTool | BuiltInTool)[] | null;
  readonly tool_choice?: string | { readonly type?: string; readonly function: { readonly name: string } };
  readonly parallel_tool_calls?: boolean;
  readonly n?: number | null;
  readonly prediction?: { readonly type?: "content"; readonly content?: string };
  readonly reasoning_effort?: string | null;
  readonly prompt_mode?: string | null;
  readonly prompt_cache_key?: string | null;
}

export interface EmbeddingRequest {
  readonly model: string;
  readonly input: string | readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  readonly output_dimension?: number | null;
  readonly output_dtype?: "float" | "int8" | "uint8" | "binary" | "ubinary";
  readonly encoding_format?: "float" | "base64";
}

export type OcrDocument =
  | { readonly type?: "document_url"; readonly document_url: string; readonly document_name?: string | null }
  | { readonly type?: "image_url"; readonly image_url: ImageChunk["image_url"] }
  | { readonly type?: "file"; readonly file_id: string };

export interface OcrRequest {
  readonly model: string | null;
  readonly document: OcrDocument;
  readonly pages?: string | readonly number[] | null;
  readonly include_image_base64?: boolean | null;
  readonly document_annotation_format?: ResponseFormat | null;
  readonly document_annotation_prompt?: string | null;
  readonly table_format?: "markdown" | "html" | null;
  readonly include_blocks?: boolean;
  readonly confidence_scores_granularity?: "page" | "block" | "word" | null;
}

/** The text of a message's content, without its thinking, images and files. */
export function textOf(content: Content | undefined): string {
  if (content === null || content === undefined) return "";
  if (typeof content === "string") return content;
  return content.map((chunk) => (chunk.type === "text" ? chunk.text : "")).join("");
}

/** What the last `user` message says, or "" when there is none. */
export function lastQuestion(request: ChatRequest): string {
  return textOf(request.messages.findLast((message) => message.role === "user")?.content);
}

/** The function tools that the request offers, by name. */
export function offeredTools(request: ChatRequest): ReadonlyMap<string, FunctionTool["function"]> {
  const functions = (request.tools ?? []).flatMap((tool) => ("function" in tool ? [tool.function] : []));
  return new Map(functions.map((offered) => [offered.name, offered]));
}
