import * as vscode from "vscode";
import { type Clock, systemClock } from "../../mistral/clock";
import { isImportOnly, unambiguous } from "../../completion/semantic/importAction";
import type { Settings } from "../settings";
import { SETTINGS } from "./settings";
import { AcceptedText } from "./acceptedText";

/** What a language server says of a text comes within a second or so; later, the person is elsewhere. */
const PATIENCE_MS = 2_000;
/** A suggestion that names more unknown things than this needs more than imports. */
const MOST_DIAGNOSTICS = 8;
/** Quick fixes that servers are to work out, of those that they offer for a diagnostic. */
const RESOLVED = 10;

/** Imports what an accepted suggestion names and the file does not know yet, where a language server offers just that. */
export class ImportFix implements vscode.Disposable {
  private readonly stopped = new AbortController();

  constructor(
    private readonly settings: Pick<Settings, "get">,
    private readonly clock: Pick<Clock, "wait"> = systemClock,
  ) {}

  /**
   * Call it as soon as the text is in the document: diagnostics that are there already are the person's own.
   * @param range the accepted text
   * @returns whether something was imported; ends within about two seconds, never throws
   */
  async fix(uri: vscode.Uri, range: vscode.Range): Promise<boolean> {
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (!document || !this.settings.get(SETTINGS.importOnAccept, document)) {
      return false;
    }
    const known = new Set(vscode.languages.getDiagnostics(uri).map(nameOf));
    const accepted = new AcceptedText(document, range);
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, accepted.signal, this.stopped.signal]);
    const patience = this.clock.wait(PATIENCE_MS, signal).then(() => over.abort());
    try {
      return await this.fixInTime(accepted, known, signal);
    } finally {
      over.abort();
      await patience;
      accepted.dispose();
    }
  }

  dispose(): void {
    this.stopped.abort();
  }

  private async fixInTime(accepted: AcceptedText, known: ReadonlySet<string>, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const changed = nextDiagnostics(accepted.document.uri, signal);
      try {
        if (await importInto(accepted, known, signal)) {
          return true;
        }
      } catch {
        // Typing has cut the question short, or a server has failed: whatever it says next is looked at anew.
      }
      await changed;
    }
    return false;
  }
}

/** The range of `text` once it stands at `start`. */
export function acceptedRange(start: vscode.Position, text: string): vscode.Range {
  const lines = text.split(/\r?\n/);
  const last = lines.at(-1) ?? "";
  const character = lines.length === 1 ? start.character + last.length : last.length;
  return new vscode.Range(start, new vscode.Position(start.line + lines.length - 1, character));
}

async function importInto(accepted: AcceptedText, known: ReadonlySet<string>, signal: AbortSignal): Promise<boolean> {
  const { document, range } = accepted;
  const { version } = document;
  const missing = newDiagnostics(document.uri, range, known);
  const offered = await Promise.all(missing.map((diagnostic) => importOf(document, diagnostic, range)));
  const edits = together(offered);
  if (edits.length === 0 || signal.aborted || document.version !== version) {
    return false;
  }
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, edits);
  return vscode.workspace.applyEdit(change);
}

/** What can be applied at once; of two that change the same text the first, for the other one is made for that text. */
function together(offered: readonly (readonly vscode.TextEdit[])[]): vscode.TextEdit[] {
  const edits: vscode.TextEdit[] = [];
  for (const all of offered) {
    const added = all.filter((edit) => !edits.some((other) => isSame(edit, other)));
    if (!added.some((edit) => edits.some((other) => isTwice(edit, other)))) {
      edits.push(...added);
    }
  }
  return edits;
}

function newDiagnostics(uri: vscode.Uri, range: vscode.Range, known: ReadonlySet<string>): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(
      (diagnostic) =>
        diagnostic.severity <= vscode.DiagnosticSeverity.Warning &&
        range.intersection(diagnostic.range) !== undefined &&
        !known.has(nameOf(diagnostic)),
    )
    .slice(0, MOST_DIAGNOSTICS);
}

/** The changes of the one quick fix that imports what a diagnostic misses; none if it is not clear which. */
async function importOf(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  accepted: vscode.Range,
): Promise<vscode.TextEdit[]> {
  const actions = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    diagnostic.range,
    vscode.CodeActionKind.QuickFix.value,
    RESOLVED,
  );
  const imports = actions.filter(isAction).flatMap((action) => {
    const edits = editsOf(action, document.uri);
    const changes = edits.map(({ range: { start, end }, newText }) => ({ start, end, newText }));
    const isImport = isImportOnly(action.title, changes, accepted, (line) => document.lineAt(line).text);
    return isImport ? [{ isPreferred: action.isPreferred, edits }] : [];
  });
  return unambiguous(imports)?.edits ?? [];
}

function isAction(action: vscode.CodeAction | vscode.Command): action is vscode.CodeAction {
  return typeof action.command !== "string";
}

/** None for what is not done by changing this document only. */
function editsOf({ edit }: vscode.CodeAction, uri: vscode.Uri): vscode.TextEdit[] {
  const entries = edit?.entries() ?? [];
  return entries.every(([changed]) => changed.toString() === uri.toString())
    ? entries.flatMap(([, edits]) => edits)
    : [];
}

/** Says which diagnostic it is, wherever it stands. */
function nameOf({ message, source, code }: vscode.Diagnostic): string {
  return JSON.stringify([message, source, typeof code === "object" ? code.value : code]);
}

function isSame(one: vscode.TextEdit, other: vscode.TextEdit): boolean {
  return one.newText === other.newText && one.range.isEqual(other.range);
}

/** Whether both change the same text; what is inserted at the same place stands side by side. */
function isTwice(one: vscode.TextEdit, other: vscode.TextEdit): boolean {
  return one.range.intersection(other.range) !== undefined && !(one.range.isEmpty && other.range.isEmpty);
}

function nextDiagnostics(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      subscription.dispose();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((changed) => changed.toString() === uri.toString())) {
        done();
      }
    });
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) {
      done();
    }
  });
}
