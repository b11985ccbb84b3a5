import type * as vscode from "vscode";

/** VS Code's token as the `AbortSignal` that the rest of the house speaks. Made once, at the edge. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
  } else {
    token.onCancellationRequested(() => controller.abort());
  }
  return controller.signal;
}
