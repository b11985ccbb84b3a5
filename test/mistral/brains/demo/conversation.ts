import { type ChatPiece, text, toolCall } from "../../brain";
import { type ChatMessage, type ChatRequest, lastQuestion, offeredTools, textOf } from "../../requests";
import { outline } from "./outline";
import { type Place, placesIn } from "./question";
import { partOf } from "./toolResult";
import type { WorkspaceFile } from "./workspaceFiles";

const mark = "No model is behind this answer";

/** Said in the first answer of a conversation. */
export const notice = [
  `> **${mark}**: it comes from the demo server, which can only outline files.`,
  "> To talk to a model, run `Codestral: Set API Key` and set `codestral.server` back to `https://api.mistral.ai`,",
  "> or start with `MISTRAL_API_KEY` set.",
].join("\n");

const abilities = [
  "Name a file of the workspace in your question, and I read it and outline what is in it.",
  "Refactorings from the palette get a small rewrite by fixed rules, and ghost text goes on as another place in the workspace does.",
].join(" ");

/** Reads the files that the question names, then outlines what it read. */
export function* converse(request: ChatRequest, files: readonly WorkspaceFile[]): Generator<ChatPiece> {
  const results = resultsAtEnd(request.messages);
  if (results.length > 0) {
    yield text(withNotice(request, results.map(answerTo).join("\n\n")));
    return;
  }
  const places = placesIn(lastQuestion(request), files);
  if (places.length === 0) {
    yield text(withNotice(request, abilities));
  } else if (offeredTools(request).has("read_file")) {
    for (const place of places) yield toolCall("read_file", argumentsFor(place));
  } else {
    yield text(withNotice(request, "I was offered no tool to read files with, so I cannot say anything about them."));
  }
}

function resultsAtEnd(messages: readonly ChatMessage[]): string[] {
  const last = messages.findLastIndex((message) => message.role !== "tool");
  return messages.slice(last + 1).map((message) => textOf(message.content));
}

function answerTo(result: string): string {
  if (result.startsWith("Error:")) return `I could not read the file. ${result.slice("Error:".length).trim()}`;
  const part = partOf(result);
  return part === undefined ? result : outline(part);
}

const argumentsFor = ({ path, startLine, endLine }: Place): Readonly<Record<string, unknown>> => ({
  path,
  ...(startLine === undefined ? {} : { start_line: startLine }),
  ...(endLine === undefined ? {} : { end_line: endLine }),
});

function withNotice(request: ChatRequest, answer: string): string {
  const said = request.messages.some(
    (message) => message.role === "assistant" && textOf(message.content).includes(mark),
  );
  return said ? answer : `${notice}\n\n${answer}`;
}
