import * as vscode from "vscode";
import type { Finding } from "../../edits/recipes/recipe";

const SEVERITIES: Readonly<Record<Finding["severity"], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What recipes have found, shown in the code and in the list of problems, until the lines that it is about are changed. */
export class Findings implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection("codestral");
  private readonly subscriptions = [
    this.shown,
    vscode.workspace.onDidChangeTextDocument((event) => this.changed(event)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri)),
  ];

  /** They take the place of those that were shown for the same lines. @param range the code that they are about */
  show({ uri }: vscode.TextDocument, range: vscode.Range, findings: readonly Finding[]): void {
    const others = (this.shown.get(uri) ?? []).filter((one) => !one.range.intersection(range));
    const fresh = findings.map(({ first, last, message, severity }) => {
      const start = range.start.line + first;
      const lines = new vscode.Range(start, 0, range.start.line + last, Number.MAX_SAFE_INTEGER);
      const diagnostic = new vscode.Diagnostic(lines, message, SEVERITIES[severity]);
      diagnostic.source = "Codestral";
      return diagnostic;
    });
    this.shown.set(uri, [...others, ...fresh]);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  private changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const known = this.shown.get(document.uri);
    if (!known || known.length === 0 || contentChanges.length === 0) {
      return;
    }
    const left = contentChanges.reduce<readonly vscode.Diagnostic[]>(
      (all, { range, text }) => all.flatMap((one) => moved(one, range, text.split("\n").length - 1)),
      known,
    );
    this.shown.set(document.uri, left);
  }
}

/** @param added line ends in what has taken the place of `changed` */
function moved(one: vscode.Diagnostic, changed: vscode.Range, added: number): vscode.Diagnostic[] {
  const { range, message, severity, source } = one;
  if (changed.end.line < range.start.line) {
    const by = added - (changed.end.line - changed.start.line);
    const there = new vscode.Diagnostic(
      new vscode.Range(range.start.translate(by), range.end.translate(by)),
      message,
      severity,
    );
    there.source = source ?? "";
    return [there];
  }
  return changed.start.line > range.end.line ? [one] : [];
}
