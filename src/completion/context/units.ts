import { type Declaration, OutlineReader } from "./outline";
import type { Pauses } from "./pause";
import { BLANK, CODE, COMMENT, type Shape, STRING } from "./shape";

/** A longer statement is no unit: what stands in it is. */
export const MOST_LINES = 8;

/** Lines that make sense by themselves, or with their owner's line. */
export interface Unit {
  /** The first line and the last one, from 0. */
  readonly at: number;
  readonly end: number;
  /** It declares something, and is shown without the body that follows. */
  readonly declares: boolean;
}

/** What a declaration looks like without its body. */
export type Cut = "none" | "braces" | "arrow" | "colon";

export interface Signature extends Unit {
  readonly declares: true;
  readonly owner: Signature | undefined;
  /** The line behind its last member; 0 if it has none. */
  readonly until: number;
  /** What begins the body that is left out. */
  readonly cut: Cut;
}

/** The units of a file. */
export interface Units {
  readonly shape: Shape;
  /** By its first line: the last line of the statement that begins there, or -1. */
  readonly ends: Int32Array;
  /** By its last line: the first line of the longest statement that ends there, or -1. */
  readonly starts: Int32Array;
  readonly signatures: readonly Signature[];
}

/** A line that goes on with what the one above began. */
const GOES_ON =
  /^\s*(?:(?:else|elif|except|finally|catch|rescue|ensure|when|and|or)\b|\?\.|[.)\]}?:|+*/=,;%]|&&|-(?![-\w])|-\s)/;
/** A line that belongs to what follows. */
const ANNOUNCES = /^\s*(?:@|#!?\[)/;
/** What stands before a brace that begins a value, and no body. */
const BEFORE_VALUE = "=:(,[?&|";

/** Lines looked at between two looks at the clock. */
const SLICE = 200;

/** @returns undefined once the work is aborted */
export async function unitsOf(lines: readonly string[], shape: Shape, pauses: Pauses): Promise<Units | undefined> {
  const ends = new Int32Array(lines.length).fill(-1);
  const starts = new Int32Array(lines.length).fill(-1);
  const outline = new OutlineReader();
  for (const [at, line] of lines.entries()) {
    if (at % SLICE === 0 && !(await pauses.due())) return undefined;
    if (shape.kind[at] !== CODE) continue;
    outline.read(at, line, shape.indent[at]);
    const end = endOfStatement(at, lines, shape);
    ends[at] = end;
    if (end !== -1 && starts[end] === -1) starts[end] = at;
  }
  return { shape, ends, starts, signatures: signaturesIn(outline.outline(lines.length), lines, shape, ends) };
}

function endOfStatement(at: number, lines: readonly string[], shape: Shape): number {
  const first = lines[at] ?? "";
  if ((shape.low[at] ?? 0) < 0 || GOES_ON.test(first) || ANNOUNCES.test(first)) return -1;
  let depth = 0;
  for (let end = at; end < at + MOST_LINES && end < lines.length; end++) {
    if (depth + (shape.low[end] ?? 0) < 0) return -1;
    depth += shape.net[end] ?? 0;
    if (depth === 0 && !goesOn(at, end, lines, shape)) return shape.kind[end] === CODE || end > at ? end : -1;
  }
  return -1;
}

/** Whether what begins at `at` goes on below `end`, though all its brackets are closed. */
function goesOn(at: number, end: number, lines: readonly string[], { kind, indent, low }: Shape): boolean {
  let next = end + 1;
  if (kind[next] === STRING) return true;
  while (next < lines.length && (kind[next] === BLANK || kind[next] === COMMENT)) next++;
  if (next >= lines.length) return false;
  if ((indent[next] ?? 0) > (indent[at] ?? 0)) return true;
  const line = lines[next] ?? "";
  if (next > end + 1 || indent[next] !== indent[at] || (low[next] ?? 0) < 0) return false;
  return line.trim() === "{" || GOES_ON.test(line);
}

function signaturesIn(
  outline: readonly Declaration[],
  lines: readonly string[],
  shape: Shape,
  ends: Int32Array,
): Signature[] {
  const found: Signature[] = [];
  const holders = new Map<number, Signature>();
  for (const { at, owner, until = 0 } of outline) {
    const head = headAt(at, lines, shape, ends, until > 0);
    const holder = owner === undefined ? undefined : holders.get(owner);
    // What stands in something that cannot be shown has no owner's line to stand under.
    if (!head || (owner !== undefined && !holder)) continue;
    const signature: Signature = { at, ...head, declares: true, owner: holder, until };
    found.push(signature);
    if (until > 0 && head.cut !== "none") holders.set(at, signature);
  }
  return found;
}

/** A declaration up to where its body begins; undefined for one that is too long, or that is a value of many lines. */
function headAt(
  at: number,
  lines: readonly string[],
  { kind, indent, net, low, last, lastButOne }: Shape,
  ends: Int32Array,
  holds: boolean,
): { readonly end: number; readonly cut: Cut } | undefined {
  let depth = 0;
  for (let end = at; end < at + MOST_LINES && end < lines.length; end++) {
    if (depth + (low[end] ?? 0) < 0) return undefined;
    depth += net[end] ?? 0;
    const tail = String.fromCharCode(last[end] ?? 0);
    if (depth === 1 && tail === "{") {
      const before = String.fromCharCode(lastButOne[end] ?? 0);
      if (before === ">" && /=>\s*\{\s*$/.test(lines[end] ?? "")) return { end, cut: "arrow" };
      return BEFORE_VALUE.includes(before) && !holds ? undefined : { end, cut: "braces" };
    }
    if (depth > 0) continue;
    if (tail === ":" && (indent[end + 1] ?? 0) > (indent[at] ?? 0)) return { end, cut: "colon" };
    if ((lines[end + 1] ?? "").trim() === "{") return { end, cut: "braces" };
    const whole = ends[at] ?? -1;
    // Without a body of its own (an abstract method, a field), or with one that is short.
    return whole === -1 || kind[end] !== CODE ? undefined : { end: whole, cut: "none" };
  }
  return undefined;
}
