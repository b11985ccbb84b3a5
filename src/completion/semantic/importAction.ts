/** A place in a document: line and UTF-16 unit, both from 0. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Span {
  readonly start: Place;
  readonly end: Place;
}

/** A change of text that a quick fix makes. */
export interface TextChange extends Span {
  readonly newText: string;
}

/** `Add import from "./x"`, `Import 'List' (java.util)`, `using System.IO;`, `Include <vector>`, `Add "from x import y"`. */
const SAYS_IMPORT = /^(?:add |update )?["'`]?(?:import|using|use|include|from \S+ import)\b/i;
const SAYS_MORE_THAN_ONE = /\b(?:all|missing)\b/i;
/** A call of `import` and a `using` with parentheses are code; Go's `import (` has a space. */
const IMPORT =
  /^\s*(?:import\b(?!\()|from\s+\S+\s+import\b|use\s|using\s+(?!\()|#\s*(?:include|import)\b|(?:const|let|var)\b[^=]*=\s*require\()/;
/** An import that is spread over more lines is no place to look from. */
const MOST_LINES = 200;

/**
 * Whether a quick fix does nothing but import a name: it says so, and each of its changes writes an import or changes
 * one, and leaves the accepted text alone.
 * @param lineAt the document's lines, without line ends
 */
export function isImportOnly(
  title: string,
  changes: readonly TextChange[],
  accepted: Span,
  lineAt: (line: number) => string,
): boolean {
  return (
    SAYS_IMPORT.test(title) &&
    !SAYS_MORE_THAN_ONE.test(title) &&
    changes.length > 0 &&
    changes.every((change) => isOutside(change, accepted) && importsOnly(change, lineAt))
  );
}

/** The quick fix that leaves no choice: the one that its server prefers, or the only one. */
export function unambiguous<Action extends { readonly isPreferred?: boolean | undefined }>(
  actions: readonly Action[],
): Action | undefined {
  const preferred = actions.filter(({ isPreferred }) => isPreferred);
  const [one, ...others] = preferred.length > 0 ? preferred : actions;
  return others.length === 0 ? one : undefined;
}

function isOutside({ start, end }: Span, accepted: Span): boolean {
  return order(end, accepted.start) <= 0 || order(start, accepted.end) > 0;
}

function order(one: Place, other: Place): number {
  return one.line - other.line || one.character - other.character;
}

function importsOnly({ start, end, newText }: TextChange, lineAt: (line: number) => string): boolean {
  const head = headOf(start.line, lineAt);
  const above = linesBetween(head, start.line - 1, lineAt);
  const before = lineAt(start.line).slice(0, start.character);
  const after = lineAt(end.line).slice(end.character);
  const isInserted = order(start, end) === 0;
  const asLinesAbove = before.trim() === "" && newText.endsWith("\n");
  const asLinesBelow = after.trim() === "" && /^\r?\n/.test(newText);
  if (isInserted && (asLinesAbove || asLinesBelow)) {
    const inside = asLinesBelow && before.trim() !== "" && head < start.line ? [before] : [];
    return isImport([...above, ...inside, ...linesOf(newText)]);
  }
  return (
    isImport(linesBetween(head, end.line, lineAt)) && isImport([...above, ...linesOf(`${before}${newText}${after}`)])
  );
}

/** The first line of the import that goes on in `line`; `line` itself if none does. */
function headOf(line: number, lineAt: (line: number) => string): number {
  for (let head = line - 1; head >= Math.max(0, line - MOST_LINES); head--) {
    if (IMPORT.test(lineAt(head))) {
      return linesBetween(head, line - 1, lineAt).reduce(depthBehind, 0) > 0 ? head : line;
    }
  }
  return line;
}

/** Whether these lines are imports, of which the last may go on, and nothing else. */
function isImport(lines: readonly string[]): boolean {
  let depth = 0;
  let imports = 0;
  for (const line of lines) {
    if (depth <= 0 && line.trim() !== "") {
      if (!IMPORT.test(line)) {
        return false;
      }
      imports++;
    }
    depth = depthBehind(depth, line);
  }
  return imports > 0;
}

function depthBehind(depth: number, line: string): number {
  return depth + (line.match(/[{(]/g)?.length ?? 0) - (line.match(/[)}]/g)?.length ?? 0);
}

function linesBetween(first: number, last: number, lineAt: (line: number) => string): string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => lineAt(first + at));
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
