/** A document's lines, read one by one: a long document is never taken whole. */
export interface Lines {
  readonly count: number;
  at(line: number): string;
}

/** In UTF-16 units: enough for a model to see what it is about, few enough to send at each pause. */
interface Bounds {
  readonly most: number;
  /** What an edge that has to move leaves. */
  readonly moved: number;
  readonly least: number;
}

const PREFIX: Bounds = { most: 8_000, moved: 5_000, least: 1_500 };
const SUFFIX: Bounds = { most: 3_000, moved: 2_000, least: 500 };
/** Documents whose edges are remembered. */
const REMEMBERED = 50;

interface Edges {
  /** The first line. */
  readonly first: number;
  /** How many of the document's lines stand below the last one. */
  readonly below: number;
}

/**
 * The text around the cursor. Its edges stay where they are while the cursor moves within them, and then move by a whole
 * step, so that what is sent begins as it did the last time.
 */
export class Windows {
  private readonly edges = new Map<string, Edges>();

  /**
   * @param document its name
   * @param line the cursor's, from 0
   * @param character the cursor's, in UTF-16 units
   * @returns text with `\n` line ends; half a surrogate pair is never at its edges; and the numbers of its first and its
   *   last line, from 0
   */
  around(
    document: string,
    lines: Lines,
    line: number,
    character: number,
  ): { prefix: string; suffix: string; first: number; last: number } {
    const known = this.edges.get(document);
    const prefix = above(lines, line, character, known?.first);
    const suffix = below(lines, line, character, known && lines.count - 1 - known.below);
    this.edges.delete(document);
    this.edges.set(document, { first: prefix.edge, below: lines.count - 1 - suffix.edge });
    const [oldest] = this.edges.keys();
    if (this.edges.size > REMEMBERED && oldest !== undefined) {
      this.edges.delete(oldest);
    }
    return {
      prefix: prefix.text.replace(/^[\udc00-\udfff]/, ""),
      suffix: suffix.text.replace(/[\ud800-\udbff]$/, ""),
      first: prefix.edge,
      last: suffix.edge,
    };
  }

  /** Lines were added (or, if `count` is negative, taken away) at a line. */
  shifted(document: string, line: number, count: number): void {
    const edges = this.edges.get(document);
    if (edges && line < edges.first) {
      this.edges.set(document, { ...edges, first: Math.max(0, edges.first + count) });
    }
  }
}

interface Side {
  readonly text: string;
  /** The line at which it ends, away from the cursor. */
  readonly edge: number;
}

function above(lines: Lines, line: number, character: number, edge: number | undefined): Side {
  const here = lines.at(line).slice(0, character);
  const kept = edge === undefined || edge > line ? undefined : gather(lines, here, line - 1, edge, PREFIX.most, -1);
  const side =
    kept?.reached && (kept.size >= PREFIX.least || kept.edge === 0)
      ? kept
      : gather(lines, here, line - 1, 0, PREFIX.moved, -1);
  return { text: side.parts.toReversed().join("\n"), edge: side.edge };
}

function below(lines: Lines, line: number, character: number, edge: number | undefined): Side {
  const here = lines.at(line).slice(character);
  const last = lines.count - 1;
  const kept = edge === undefined || edge < line ? undefined : gather(lines, here, line + 1, edge, SUFFIX.most, 1);
  const side =
    kept?.reached && (kept.size >= SUFFIX.least || kept.edge === last)
      ? kept
      : gather(lines, here, line + 1, last, SUFFIX.moved, 1);
  return { text: side.parts.join("\n"), edge: side.edge };
}

/** Lines away from the cursor up to `edge`, as many as have room. The cursor's own line may be cut. */
function gather(
  lines: Lines,
  here: string,
  from: number,
  edge: number,
  room: number,
  step: 1 | -1,
): { parts: string[]; size: number; edge: number; reached: boolean } {
  const parts = [step === 1 ? here.slice(0, room) : here.slice(-room)];
  let size = here.length;
  let line = from;
  for (; (edge - line) * step >= 0; line += step) {
    const text = lines.at(line);
    if (size + text.length + 1 > room) {
      break;
    }
    parts.push(text);
    size += text.length + 1;
  }
  return { parts, size, edge: line - step, reached: (edge - line) * step < 0 };
}
