import type * as vscode from "vscode";

/** What a test makes with this is disposed of when it ends, the latest first. */
export function disposesAfterEachTest(): <One extends vscode.Disposable>(one: One) => One {
  const open: vscode.Disposable[] = [];
  afterEach(() => {
    for (const one of open.splice(0).toReversed()) one.dispose();
  });
  return (one) => {
    open.push(one);
    return one;
  };
}
