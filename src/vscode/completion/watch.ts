import * as vscode from "vscode";
import type { CompletionEngine } from "../../completion/engine";
import type { RunningContext } from "./context";
import type { Permission } from "./permission";
import type { Snapshots } from "./snapshots";
import type { DocumentTrees } from "./trees";

/** What follows the cursor. */
export interface Followers {
  readonly engine: Pick<CompletionEngine, "typed" | "jumped">;
  readonly snapshots: Pick<Snapshots, "at">;
  readonly permission: Pick<Permission, "allows">;
  readonly trees: Pick<DocumentTrees, "asked">;
  readonly context: Pick<RunningContext, "refresh">;
}

/** After a key so long without another one there is time for what is not urgent. */
const IDLE_MS = 150;

/**
 * Tells the engine where the cursor is, as soon as it is there: VS Code asks for ghost text only some time after the last
 * key, and not at all when the cursor is put somewhere else. What takes longer follows when the keys rest.
 */
export function watchCursor({ engine, snapshots, permission, trees, context }: Followers): vscode.Disposable {
  /** Documents whose text has changed since the cursor was heard of. */
  const changed = new Set<vscode.TextDocument>();
  let idle: NodeJS.Timeout | undefined;
  let refreshing = new AbortController();
  const stop = () => {
    clearTimeout(idle);
    refreshing.abort();
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      // What is undone is not typed.
      if (contentChanges.length > 0 && reason === undefined) {
        changed.add(document);
      }
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      const { document } = textEditor;
      const isTyped = changed.delete(document) && kind !== vscode.TextEditorSelectionChangeKind.Mouse;
      const [selection] = selections;
      if (textEditor !== vscode.window.activeTextEditor || !selection || !permission.allows(document)) {
        return;
      }
      const snapshot = snapshots.at(document, selection.active);
      trees.asked(document, selection.active, snapshot);
      if (isTyped) {
        engine.typed(snapshot);
      } else {
        engine.jumped(snapshot);
      }
      stop();
      if (snapshot.isOutside) {
        return;
      }
      idle = setTimeout(() => {
        refreshing = new AbortController();
        void context.refresh(snapshot, refreshing.signal);
      }, IDLE_MS);
    }),
    { dispose: stop },
  );
}
