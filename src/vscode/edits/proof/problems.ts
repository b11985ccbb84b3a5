import * as vscode from "vscode";
import type { Problem } from "../../../edits/proof/problems";

/** Errors and warnings; a hint says how something could be written, not that it is wrong. */
export function problemsIn(uris: readonly vscode.Uri[]): Problem[] {
  return uris.flatMap((uri) =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
      .map(({ severity, message, range, source, code }) => ({
        uri: uri.toString(),
        line: range.start.line,
        severity: severity === vscode.DiagnosticSeverity.Error ? ("error" as const) : ("warning" as const),
        message,
        source: [source ?? "", codeOf(code)].filter((part) => part !== "").join(" "),
      })),
  );
}

function codeOf(code: vscode.Diagnostic["code"]): string {
  return code === undefined ? "" : String(typeof code === "object" ? code.value : code);
}

/** Tells of each change of the problems of one of the files. */
export function onProblemsOf(uris: readonly vscode.Uri[]): (heard: () => void) => () => void {
  const names = new Set(uris.map((uri) => uri.toString()));
  return (heard) => {
    const subscription = vscode.languages.onDidChangeDiagnostics((event) => {
      if (event.uris.some((uri) => names.has(uri.toString()))) {
        heard();
      }
    });
    return () => subscription.dispose();
  };
}
