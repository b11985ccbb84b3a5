import { randomFrom } from "../context/random";
import { FORMS, type Form, type Manner, type Piece } from "./call";
import type { SourceFile } from "./files";

/** An edit that somebody means, and how a model writes it. */
export interface EditCase {
  readonly text: string;
  /** What is to come out. */
  readonly meant: string;
  readonly pieces: readonly Piece[];
  readonly manner: Manner;
  readonly slip: Slip;
}

/**
 * What models get wrong, and how often in a hundred edits. No count of real calls stands behind the shares: they are a guess,
 * in which what the rules cannot know (the last four) is seldom. `bySlip` tells each for itself.
 */
export const SLIPS = {
  none: 50,
  dedentAll: 9,
  dedentFirst: 5,
  trailingSpace: 5,
  crlf: 9,
  fence: 4,
  numbers: 4,
  blank: 4,
  noPrefix: 3,
  prose: 4,
  spacesForTabs: 0.9,
  elided: 0.7,
  comment: 0.7,
  quotes: 0.7,
} as const;
export type Slip = keyof typeof SLIPS;

const TRIES = 60;

export function casesFrom(files: readonly SourceFile[], count: number, seed: number): EditCase[] {
  const random = randomFrom(seed);
  const cases: EditCase[] = [];
  const all = Object.values(SLIPS).reduce((sum, share) => sum + share, 0);
  for (let at = 0; at < count; at++) {
    // Each slip has its share to the last edit, whatever the seed.
    const slip = slipAt(((at + 0.5) / count) * all);
    for (let tries = 0; tries < TRIES; tries++) {
      const file = files[Math.floor(random() * files.length)];
      const found = file && caseIn(file, FORMS[Math.floor(random() * FORMS.length)] ?? "edit", slip, random);
      if (found) {
        cases.push(found);
        break;
      }
    }
  }
  return cases;
}

function slipAt(point: number): Slip {
  let left = point;
  for (const [slip, share] of Object.entries(SLIPS)) {
    left -= share;
    if (left < 0) return slip as Slip;
  }
  return "none";
}

/** Undefined where that slip cannot happen in what was picked. */
function caseIn(file: SourceFile, form: Form, slip: Slip, random: () => number): EditCase | undefined {
  const isPatch = form === "diff" || form === "applyPatch";
  // A hunk whose first line stands elsewhere than the others would be another slip.
  if (
    ((slip === "numbers" || slip === "dedentFirst") && isPatch) ||
    ((slip === "noPrefix" || slip === "prose") && !isPatch)
  )
    return undefined;
  const isWithinLine = ["none", "crlf", "fence", "prose"].includes(slip);
  if (form === "fragment") return isWithinLine ? fragmentIn(file, slip, random) : undefined;
  const tabs = slip === "spacesForTabs";
  const original = tabs ? withTabs(file.text) : file.text;
  const lines = original.split("\n").slice(0, -1);
  const pieces: Piece[] = [];
  for (let from = 0; pieces.length < (form === "edits" ? 2 : 1); from = end(pieces.at(-1)) + 3) {
    const region = regionIn(lines, from, random);
    if (!region) return undefined;
    const find = lines.slice(region.first, region.end);
    pieces.push({ line: region.first + 1, find, replace: changed(find, lines, file.path, random) });
  }
  const dirty = slip === "trailingSpace" ? withTrailingSpace(lines, pieces, random) : { lines, pieces };
  const said = dirty.pieces.map((piece) => slipped(piece, slip));
  if (said.some((piece) => piece === undefined)) return undefined;
  const eol = slip === "crlf" ? "\r\n" : "\n";
  return {
    text: dirty.lines.map((line) => line + eol).join(""),
    meant: meantOf(dirty.lines, dirty.pieces)
      .map((line) => line + eol)
      .join(""),
    pieces: said.flatMap((piece) => piece ?? []),
    manner: { form, wrapping: wrappingOf(slip) },
    slip,
  };
}

function wrappingOf(slip: Slip): Manner["wrapping"] {
  return slip === "fence" || slip === "numbers" || slip === "blank" || slip === "noPrefix" || slip === "prose"
    ? slip
    : "none";
}

function end(piece: Piece | undefined): number {
  return piece ? piece.line - 1 + piece.find.length : 0;
}

/** One to eight lines that stand once in the file, with text on the first and last. */
function regionIn(lines: readonly string[], from: number, random: () => number) {
  for (let tries = 0; tries < TRIES; tries++) {
    const first = from + Math.floor(random() * (lines.length - from));
    const last = Math.min(lines.length, first + 1 + Math.floor(random() * 8));
    const block = `\n${lines.slice(first, last).join("\n")}\n`;
    const all = `\n${lines.join("\n")}\n`;
    const isOnce = all.indexOf(block) === all.lastIndexOf(block);
    if (lines[first]?.trim() && lines[last - 1]?.trim() && isOnce && block.trim().length > 12)
      return { first, end: last };
  }
  return undefined;
}

function changed(find: readonly string[], lines: readonly string[], path: string, random: () => number): string[] {
  const at = Math.floor(random() * find.length);
  const line = find[at] ?? "";
  const indent = indentOf(find[at]?.trim() ? line : (find[0] ?? ""));
  const kind = Math.floor(random() * 4);
  if (kind === 0 && /[A-Za-z]{4,}/.test(line)) {
    return find.with(
      at,
      line.replace(/[A-Za-z]{4,}/, (word) => `${word}2`),
    );
  }
  if (kind === 1 && find.length > 2) {
    return find.filter((_, index) => index !== at);
  }
  if (kind === 2 && !/['"`]\s*$/.test(line)) {
    const [opening, closing] = path.endsWith(".py") ? ["if ready:", []] : ["if (isReady) {", [`${indent}}`]];
    const unit = indent.startsWith("\t") ? "\t" : "  ";
    const body = find.slice(at).every((one) => one.startsWith(indent) || one.trim() === "");
    if (body) {
      const inner = find.slice(at).map((one) => (one.trim() ? unit + one : one));
      return [...find.slice(0, at), indent + opening, ...inner, ...closing];
    }
  }
  const from = Math.floor(random() * lines.length);
  const added = lines
    .slice(from, from + 1 + Math.floor(random() * 3))
    .filter((one) => one.trim() && !/[`"']{3}|`/.test(one));
  const inner = /[:{([]$|=>$/.test(line.trim()) ? indent + (indent.startsWith("\t") ? "\t" : "  ") : indent;
  const copied = (added.length > 0 ? added : ["call();"]).map((one) => inner + one.trim());
  return [...find.slice(0, at + 1), ...copied, ...find.slice(at + 1)];
}

/** A part of a line that stands once. */
function fragmentIn({ text }: SourceFile, slip: Slip, random: () => number): EditCase | undefined {
  const words = [...text.matchAll(/[A-Za-z_][\w.]*\([^()\n]{2,40}\)/g)];
  const word = words[Math.floor(random() * words.length)]?.[0];
  if (word === undefined || text.split(word).length !== 2 || /[\w$-]/.test(text.charAt(text.indexOf(word) - 1)))
    return undefined;
  const replace = word.replace("(", "(first, ");
  const even = (one: string) => (slip === "crlf" ? one.replaceAll("\n", "\r\n") : one);
  return {
    text: even(text),
    meant: even(text.replace(word, () => replace)),
    pieces: [{ line: 1, find: [word], replace: [replace] }],
    manner: { form: "fragment", wrapping: slip === "fence" ? "fence" : "none" },
    slip,
  };
}

function meantOf(lines: readonly string[], pieces: readonly Piece[]): string[] {
  const result = [...lines];
  for (const { line, find, replace } of pieces.toReversed()) result.splice(line - 1, find.length, ...replace);
  return result;
}

/** The model's memory of the lines; undefined where the slip makes no difference. */
function slipped(piece: Piece, slip: Slip): Piece | undefined {
  const { find, replace } = piece;
  const each = (change: (line: string) => string) => ({
    ...piece,
    find: find.map(change),
    replace: replace.map(change),
  });
  switch (slip) {
    case "dedentAll": {
      const least = leastIndent([...find, ...replace]);
      return least === "" ? undefined : each((line) => (line.trim() ? line.slice(least.length) : line));
    }
    case "dedentFirst":
      return indentOf(find[0] ?? "") === "" || find[0] !== replace[0]
        ? undefined
        : { ...piece, find: find.with(0, (find[0] ?? "").trim()), replace: replace.with(0, (find[0] ?? "").trim()) };
    case "trailingSpace":
      return each((line) => line.trimEnd());
    case "spacesForTabs":
      return find.some((line) => line.startsWith("\t"))
        ? each((line) => line.replace(/^\t+/, (tabs) => "    ".repeat(tabs.length)))
        : undefined;
    case "elided":
      return elided(piece);
    case "comment":
      return forgotten(piece, /^\s*(?:\/\/|#|\*) \w.{20,}$/, (line) => line.slice(0, 18).trimEnd());
    case "quotes":
      return forgotten(piece, /"[^"'`]*"/, (line) => line.replace(/"([^"'`]*)"/g, "'$1'"));
    case "none":
    case "crlf":
    case "fence":
    case "numbers":
    case "blank":
    case "noPrefix":
    case "prose":
      return piece;
  }
}

/** A line that is not changed, as the model remembers it. */
function forgotten(piece: Piece, which: RegExp, change: (line: string) => string): Piece | undefined {
  const line = piece.find.find((one) => which.test(one) && piece.replace.includes(one));
  const each = (one: string) => (one === line ? change(one) : one);
  return line === undefined || piece.find.length < 2
    ? undefined
    : { ...piece, find: piece.find.map(each), replace: piece.replace.map(each) };
}

/** Lines in the middle that are not changed are left out. */
function elided(piece: Piece): Piece | undefined {
  const middle = piece.find.slice(2, -2);
  const joined = `\n${piece.replace.join("\n")}\n`;
  const said = `\n${middle.join("\n")}\n`;
  if (middle.length < 2 || joined.split(said).length !== 2) return undefined;
  const dots = `${indentOf(middle[0] ?? "")}// ...`;
  const replace = joined
    .replace(said, () => `\n${dots}\n`)
    .slice(1, -1)
    .split("\n");
  return { ...piece, find: [...piece.find.slice(0, 2), dots, ...piece.find.slice(-2)], replace };
}

/** The file has space at the ends of lines, which nobody sees; what is changed has none. */
function withTrailingSpace(lines: readonly string[], pieces: readonly Piece[], random: () => number) {
  const spaced = new Map<number, string>();
  for (const { line, find } of pieces) {
    find.forEach((text, at) => {
      if (random() < 0.6 && text.trim()) spaced.set(line - 1 + at, `${text}${random() < 0.5 ? "  " : "\t"}`);
    });
  }
  const dirty = lines.map((line, at) => spaced.get(at) ?? line);
  return {
    lines: dirty,
    pieces: pieces.map((piece) => {
      const find = dirty.slice(piece.line - 1, piece.line - 1 + piece.find.length);
      return { ...piece, find, replace: keptLines(piece, find) };
    }),
  };
}

/** Lines at both ends that are not changed keep their space; so does each of those between that stands in both once. */
function keptLines({ find, replace }: Piece, dirty: readonly string[]): string[] {
  let from = 0;
  return replace.map((line) => {
    const at = find.indexOf(line, from);
    from = at === -1 ? from : at + 1;
    return at === -1 ? line : (dirty[at] ?? line);
  });
}

function withTabs(text: string): string {
  return text.replace(/^(?: {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2));
}

function leastIndent(lines: readonly string[]): string {
  const [least = ""] = lines
    .filter((line) => line.trim())
    .map(indentOf)
    .toSorted((a, b) => a.length - b.length);
  return least;
}

export function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}
