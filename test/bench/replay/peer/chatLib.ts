import { createRequire } from "node:module";
import { join } from "node:path";

/** What is used of `@vscode/chat-lib`, whose own types are not at hand: it is installed only where it is measured. */
export interface ChatLib {
  createInlineCompletionsProvider(options: Readonly<Record<string, unknown>>): Provider;
  readonly Response: new (
    status: number,
    statusText: string,
    headers: Headers,
    body: ReadableStream<Uint8Array>,
    fetcher: "test-stub",
    report: () => void,
    id: string,
    host: string,
  ) => object;
  readonly CopilotToken: new (info: object) => object;
  createTestExtendedTokenInfo(overrides: object): object;
  readonly CopilotTextDocument: {
    create(uri: string, languageId: string, version: number, text: string): TextDocument;
  };
  readonly MutableObservableWorkspace: new () => Workspace;
  readonly DocumentId: { create(uri: string): object };
  readonly StringEdit: { replace(range: object, text: string): object };
  readonly OffsetRange: new (start: number, endExclusive: number) => object;
}

export interface Provider {
  getInlineCompletions(
    document: TextDocument,
    position: Position,
    token: CancellationToken,
    options: { readonly formattingOptions: { readonly tabSize: number; readonly insertSpaces: boolean } },
  ): Promise<readonly Completion[] | undefined>;
  /** Asks ahead of time, as if it were accepted. */
  inlineCompletionShown(id: string): Promise<void>;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Completion {
  /** Takes the place of `range`, which begins where the line begins. */
  readonly insertText: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly clientCompletionId: string;
}

export interface CancellationToken {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

export interface TextDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  getText(): string;
  positionAt(offset: number): Position;
}

export interface Workspace {
  addDocument(options: {
    readonly id: object;
    readonly initialValue: string;
    readonly languageId: string;
  }): ObservableDocument;
}

export interface ObservableDocument {
  applyEdit(edit: object): void;
  setSelection(selection: readonly object[], transaction: undefined, line: number): void;
}

const COMPLETIONS = "extension/completions-core/vscode-node/lib/src";
/** Where each of its parts is that its main file does not export; it has no other door to them. */
const PARTS = {
  Response: "platform/networking/common/fetcherService",
  CopilotToken: "platform/authentication/common/copilotToken",
  createTestExtendedTokenInfo: "platform/authentication/common/copilotToken",
  CopilotTextDocument: `${COMPLETIONS}/textDocument`,
  MutableObservableWorkspace: "platform/inlineEdits/common/observableWorkspace",
  DocumentId: "platform/inlineEdits/common/dataTypes/documentId",
  StringEdit: "util/vs/editor/common/core/edits/stringEdit",
  OffsetRange: "util/vs/editor/common/core/ranges/offsetRange",
};

/** @param folder where it is installed */
export function loadChatLib(folder: string): ChatLib {
  const require = createRequire(join(folder, "package.json"));
  const load = (path: string) => require(path) as Record<string, unknown>;
  const parts = Object.entries(PARTS).map(([name, path]) => {
    const part = load(`@vscode/chat-lib/dist/src/_internal/${path}.js`)[name];
    if (part === undefined) throw new Error(`This version of @vscode/chat-lib has no ${name} in ${path}.`);
    return [name, part];
  });
  return { ...load("@vscode/chat-lib"), ...Object.fromEntries(parts) } as ChatLib;
}
