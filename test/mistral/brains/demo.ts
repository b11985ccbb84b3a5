import { type Brain, type ChatPiece, type FimPiece, text } from "../brain";
import type { ChatRequest, FimRequest } from "../requests";
import { continuation } from "./demo/continuation";
import { converse } from "./demo/conversation";
import { asRefactoring, refactor } from "./demo/refactor";
import { WorkspaceFiles } from "./demo/workspaceFiles";

/** Answers from the files of a folder. There is no model behind it, and it says so. */
export class DemoBrain implements Brain {
  readonly #files: WorkspaceFiles;

  constructor(folder: string) {
    this.#files = new WorkspaceFiles(folder);
  }

  async *fim(request: FimRequest): AsyncGenerator<FimPiece> {
    const files = await this.#files.read();
    const more = continuation(request.prompt, request.suffix ?? "", files);
    if (more !== "") yield text(more);
  }

  async *chat(request: ChatRequest): AsyncGenerator<ChatPiece> {
    const files = await this.#files.read();
    const refactoring = asRefactoring(request);
    if (refactoring === undefined) yield* converse(request, files);
    else yield text(JSON.stringify(refactor(refactoring, files)));
  }
}
