import {
  boolean,
  type Check,
  closed,
  dictionary,
  integer,
  list,
  nullable,
  oneOf,
  string,
  tagged,
  union,
} from "./schema";

const textChunk = closed({ text: string }, { type: oneOf("text") });
const referenceChunk = closed(
  { reference_ids: list(union({ int: integer(), str: string })) },
  { type: oneOf("reference") },
);
const thinkingChunk = closed(
  {
    thinking: list(tagged("type", { text: textChunk, reference: referenceChunk, tool_reference: dictionary }, "text")),
  },
  { type: oneOf("thinking"), signature: nullable(string), closed: boolean },
);
export const imageUrl = union({ str: string, ImageURL: closed({ url: string }, { detail: nullable(string) }) });

const chunk = tagged("type", {
  text: textChunk,
  image_url: closed({ type: string, image_url: imageUrl }),
  document_url: closed({ type: string, document_url: string }, { document_name: nullable(string) }),
  file: closed({ type: string, file_id: string }),
  reference: referenceChunk,
  thinking: thinkingChunk,
  input_audio: closed({ type: string, input_audio: string }),
});
const toolFile = closed(
  { type: string, tool: string, file_id: string },
  { file_name: nullable(string), file_type: nullable(string) },
);
const toolReference = closed(
  { type: string, tool: string, title: string },
  { url: nullable(string), favicon: nullable(string), description: nullable(string) },
);
const conversationChunks = {
  text: textChunk,
  image_url: closed({ type: string, image_url: imageUrl }),
  document_url: closed({ type: string, document_url: string }, { document_name: nullable(string) }),
  thinking: thinkingChunk,
  tool_file: toolFile,
};
/** What the messages of conversations hold, asked and answered. */
export const inputChunk = tagged("type", conversationChunks);
export const outputChunk = tagged("type", { ...conversationChunks, tool_reference: toolReference });
const systemChunk = tagged("type", { text: textChunk, thinking: thinkingChunk });

export const content = (chunks: Check) => union({ str: string, "list[ContentChunk]": list(chunks) });

const toolCall = closed(
  { function: closed({ name: string, arguments: union({ str: string, dict: dictionary }) }) },
  { id: string, type: oneOf("function"), index: integer() },
);

const message = tagged("role", {
  system: closed({ role: string, content: content(systemChunk) }),
  user: closed({ role: string, content: nullable(content(chunk)) }),
  assistant: closed(
    { role: string },
    { content: nullable(content(chunk)), tool_calls: nullable(list(toolCall)), prefix: boolean },
  ),
  tool: closed(
    { role: string, content: nullable(content(chunk)) },
    { tool_call_id: nullable(string), name: nullable(string) },
  ),
});

export const messages = list(message, { min: 1 });
