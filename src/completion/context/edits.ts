import type { Edit } from "./port";

const MOST_EDITS = 12;
const MOST_DOCUMENTS = 8;
/** A change of more lines is no edit of a person's hands. */
const MOST_LINES = 40;
/** Of longer documents what stood there before an edit is not remembered. */
export const MOST_LINES_KNOWN = 8_000;

/** A stretch of text that is replaced, from 0, as editors report it: in the text as it was. */
export interface Change {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly text: string;
}

/** Lines that were changed together. */
interface Region {
  readonly path: string;
  start: number;
  /** How many lines it has now. */
  length: number;
  readonly before: string[];
}

/**
 * Follows what a person edits in the documents that were shown to it, line by line.
 */
export class EditLog {
  private regions: Region[] = [];
  private readonly lines = new Map<string, string[]>();

  knows(path: string): boolean {
    return this.lines.has(path);
  }

  /** The document's lines as they are now. */
  show(path: string, lines: string[]): void {
    this.lines.delete(path);
    this.lines.set(path, lines);
    for (const oldest of this.lines.keys()) {
      if (this.lines.size <= MOST_DOCUMENTS) break;
      this.forget(oldest);
    }
  }

  /** Of what is not known any more no edit can be told. */
  forget(path: string): void {
    this.lines.delete(path);
    this.regions = this.regions.filter((region) => region.path !== path);
  }

  change(path: string, change: Change): void {
    const lines = this.lines.get(path);
    if (!lines) {
      return;
    }
    const { startLine, endLine, text } = change;
    const added = text.split("\n");
    const after = spliced(lines, change, added);
    if (after.length > MOST_LINES_KNOWN) {
      this.forget(path);
      return;
    }
    const growth = added.length - 1 - (endLine - startLine);
    const last = this.regions.at(-1);
    if (last?.path === path && startLine <= last.start + last.length && endLine >= last.start - 1) {
      const [start, end] = [Math.min(startLine, last.start), Math.max(endLine, last.start + last.length - 1)];
      last.before.unshift(...lines.slice(start, last.start));
      last.before.push(...lines.slice(last.start + last.length, end + 1));
      last.start = start;
      last.length = end - start + 1 + growth;
    } else {
      const before = lines.slice(startLine, endLine + 1);
      this.regions.push({ path, start: startLine, length: added.length, before });
    }
    this.move(path, endLine, growth);
    this.lines.set(path, after);
    if ((this.regions.at(-1)?.length ?? 0) > MOST_LINES) this.regions.pop();
    if (this.regions.length > MOST_EDITS) this.regions.shift();
  }

  /** What was changed and is different now, the latest last. @param linesOf the lines there now, if the document is open */
  edits(linesOf: (path: string, start: number, end: number) => readonly string[] | undefined): Edit[] {
    return this.regions.flatMap(({ path, start, length, before }) => {
      const after = linesOf(path, start, start + length);
      return after === undefined || after.join("\n") === before.join("\n")
        ? []
        : [{ path, line: start, before, after }];
    });
  }

  /** Edits farther down move along with their lines. */
  private move(path: string, endLine: number, growth: number): void {
    for (const region of this.regions.slice(0, -1)) {
      if (region.path === path && region.start > endLine) region.start += growth;
    }
  }
}

/** A text that is pasted may have more lines than a call may have arguments. */
function spliced(
  lines: readonly string[],
  { startLine, startCharacter, endLine, endCharacter }: Change,
  added: readonly string[],
): string[] {
  const [first = "", last = ""] = [lines[startLine], lines[endLine]];
  const joined = [...added];
  joined[0] = first.slice(0, startCharacter) + (joined[0] ?? "");
  joined[joined.length - 1] = (joined.at(-1) ?? "") + last.slice(endCharacter);
  return lines.slice(0, startLine).concat(joined, lines.slice(endLine + 1));
}
