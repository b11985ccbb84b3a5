import type { EnginePort } from "../../../../src/completion/engine";
import { lineAfter, lineBefore, type Snapshot, type Suggestion } from "../../../../src/completion/snapshot";
import type { Oracle } from "../oracle";
import type { Engine } from "../person";
import type { CancellationToken, ChatLib, Completion, Position, Provider } from "./chatLib";
import { PeerDocuments } from "./documents";
import { fetcherOf, HOST, isAbortError } from "./fetcher";

/**
 * Copilot's open engine as it is without experiments: it builds its own prompt from the whole document and decides on
 * its own when to wait and what to reuse. Nobody logs in, and all that it sends is answered in this process. It lives as
 * long as the process does: disposed of while it is asked, it throws.
 */
export class Copilot implements Engine {
  private readonly documents: PeerDocuments;
  private readonly provider: Provider;

  constructor(
    lib: ChatLib,
    port: EnginePort,
    /** Knows what is typed where. */
    private readonly oracle: Oracle,
  ) {
    this.documents = new PeerDocuments(lib);
    const { workspace, manager } = this.documents;
    this.provider = lib.createInlineCompletionsProvider({
      ...surroundings(lib),
      fetcher: fetcherOf(lib, (request, signal) => port.ask(request, signal)),
      workspace,
      documentManager: manager,
    });
  }

  typed(snapshot: Snapshot): void {
    this.show(snapshot);
  }

  jumped(snapshot: Snapshot): void {
    this.show(snapshot);
  }

  async suggest(snapshot: Snapshot, signal: AbortSignal): Promise<Suggestion | undefined> {
    const { document, position } = this.show(snapshot);
    const options = { formattingOptions: { tabSize: 2, insertSpaces: snapshot.indentation !== "\t" } };
    const completions = await this.provider.getInlineCompletions(document, position, tokenOf(signal), options);
    const first = completions?.[0];
    const suggestion = first && suggestionOf(first, position, snapshot);
    if (suggestion && !signal.aborted) void this.provider.inlineCompletionShown(first.clientCompletionId);
    return suggestion;
  }

  private show(snapshot: Snapshot) {
    const { task, progress } = this.oracle;
    if (!task) throw new Error("Nobody is typing.");
    const before = task.before + task.text.slice(0, progress);
    const text = before + lineAfter(snapshot) + task.after;
    return this.documents.show(task.path, task.languageId, text, before.length);
  }
}

/** What the engine wants of its editor besides. Nothing of it bears on what is suggested. */
function surroundings(lib: ChatLib) {
  const never = () => ({ dispose: nothing });
  const overrides = { sku: "monthly_subscriber", telemetry: "disabled", endpoints: { proxy: `https://${HOST}` } };
  const copilotToken = new lib.CopilotToken(lib.createTestExtendedTokenInfo(overrides));
  return {
    authService: {
      copilotToken,
      getCopilotToken: () => Promise.resolve(copilotToken),
      resetCopilotToken: nothing,
      onDidAuthenticationChange: never,
      onDidCopilotTokenChange: never,
      onDidAccessTokenChange: never,
      onDidAdoAuthenticationChange: never,
    },
    telemetrySender: { sendTelemetryEvent: nothing },
    logTarget: { logIt: complain },
    contextProviderMatch: () => Promise.resolve(0),
    statusHandler: { didChange: nothing },
    notificationSender: { showWarningMessage: (message: string) => Promise.resolve(console.error(message)) },
    urlOpener: { open: nothing },
    endpointProvider: { onDidModelsRefresh: never, getAllCompletionModels: () => Promise.resolve([]) },
    editorInfo: { name: "vscode", version: "1.139.1" },
    editorPluginInfo: { name: "copilot", version: "1.0.0" },
    relatedPluginInfo: [],
    editorSession: { sessionId: "bench", machineId: "bench" },
  };
}

/** Of its log's levels. */
const ERROR = 5;

function nothing(): void {}

/** A request that it has cut itself is an error to it. */
function complain(level: number, ...words: readonly unknown[]): void {
  if (level >= ERROR && !words.some(isAbortError)) console.error(...words);
}

function tokenOf(signal: AbortSignal): CancellationToken {
  return {
    get isCancellationRequested() {
      return signal.aborted;
    },
    onCancellationRequested(listener) {
      signal.addEventListener("abort", listener);
      return { dispose: () => signal.removeEventListener("abort", listener) };
    },
  };
}

/** What it inserts at the cursor; one that changes what stands before the cursor is not shown by an editor. */
export function suggestionOf(
  { insertText, range }: Completion,
  { character }: Position,
  snapshot: Snapshot,
): Suggestion | undefined {
  const before = lineBefore(snapshot).slice(range.start.character);
  if (!insertText.startsWith(before) || insertText === before) return undefined;
  return { text: insertText.slice(before.length), replaces: range.end.character - character };
}
