import { FileSecrets } from "../../src/mistral/privacy/fileSecrets";
import { Vault } from "../../src/mistral/privacy/vault";
import { editText, type SearchReplace } from "../../src/edits/match/editText";
import { applyHunks } from "../../src/edits/patch/applyHunks";
import { parsePatch } from "../../src/edits/patch/parsePatch";
import { seededRandom } from "../mistral/random";

/** What became of many edits of made-up files, each written in a way that models write edits. */
export interface Mutated {
  readonly edited: number;
  /** Refused though it could have been made: allowed, but not of use. */
  readonly missed: number;
  /** Refused, as it must be. */
  readonly refused: number;
  /** What was done wrong, the first few. */
  readonly wrong: readonly string[];
}

const MOST_TOLD = 5;

/**
 * Makes `count` calls of one to three edits. The file's lines are all different but for blocks that stand twice; so what must
 * come out is known without searching: the lines that were meant are the new ones, and all others are as they were.
 */
export function mutated(count: number, seed: number): Mutated {
  const random = new Random(seed);
  const result = { edited: 0, missed: 0, refused: 0, wrong: [] as string[] };
  for (let at = 0; at < count; at++) {
    const one = callFor(random);
    const text = one.apply();
    if (text === undefined) {
      result[one.mustFit ? "missed" : "refused"]++;
    } else if (one.mustMiss || !isAsMeant(text, one)) {
      result.wrong.push(JSON.stringify({ at, seed, mustMiss: one.mustMiss, how: one.how, before: one.before, text }));
    } else {
      result.edited++;
    }
    if (result.wrong.length === MOST_TOLD) {
      break;
    }
  }
  return result;
}

class Random {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  of<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }
}

interface DocumentLine {
  readonly text: string;
  readonly eol: string;
}

interface Call {
  readonly before: string;
  readonly lines: readonly DocumentLine[];
  readonly meant: readonly Region[];
  readonly mustFit: boolean;
  readonly mustMiss: boolean;
  readonly how: string;
  apply(): string | undefined;
}

/** Lines `first` to `end` (exclusive) become others. */
interface Region {
  readonly first: number;
  readonly end: number;
  readonly newLines: readonly string[];
}

const MARK = "\ufeff";
const TAILS = [";", "; ", ";\t", " = 1;", "(a, b);", " // ñ 👩‍💻", " = `x`;", " = 'it''s';"] as const;

function callFor(random: Random): Call {
  const unit = random.of(["  ", "    ", "\t"] as const);
  const lines = linesFor(random, unit);
  const meant = regionsFor(random, lines, unit);
  const text = (random.chance(0.1) ? MARK : "") + lines.map((line) => line.text + line.eol).join("");
  const isPatch = random.chance(0.25);
  const doubles = meant.map((region) => standsTwice(lines, region, (one) => one.trim()));
  const edits = meant.map((region, at) => mutation(random, lines, region, isPatch, doubles[at] === true));
  const [only] = meant;
  const isDouble = only !== undefined && meant.length === 1 && standsTwice(lines, only, (one) => one.trimEnd());
  const how = `${isPatch ? "patch " : ""}${edits.map((edit) => edit.how).join(",")}`;
  return {
    ...{ before: text, lines, meant, how },
    mustFit: !doubles.includes(true) && edits.every((edit) => edit.mayFit),
    mustMiss: isDouble || edits.some((edit) => !edit.mayFit),
    apply: () => (isPatch ? patched(text, edits) : written(text, edits)),
  };
}

function linesFor(random: Random, unit: string): DocumentLine[] {
  const eols = random.of([["\n"], ["\n"], ["\r\n"], ["\n", "\r\n"]] as const);
  const count = 3 + random.below(22);
  let depth = 0;
  const texts = Array.from({ length: count }, (_, at) => {
    if (random.chance(0.12)) {
      return random.of(["", "", unit]);
    }
    depth = Math.max(0, Math.min(3, depth + random.below(3) - 1));
    return `${unit.repeat(depth)}${random.of(["a", "call", "x"])}${at}_${random.below(9)}${random.of(TAILS)}`;
  });
  if (random.chance(0.3)) {
    const first = random.below(count);
    const copied = texts.slice(first, first + 1 + random.below(3));
    const moved = random.chance(0.4) ? copied.map((line) => (line.trim() === "" ? line : unit + line)) : copied;
    texts.splice(random.below(texts.length + 1), 0, ...moved);
  }
  const isEnded = random.chance(0.8);
  return texts.map((text, at) => ({
    text,
    eol: at === texts.length - 1 && !isEnded ? "" : random.of(eols as readonly [string, ...string[]]),
  }));
}

/** One to three stretches that do not overlap, each with a line that is not blank at both ends. */
function regionsFor(random: Random, lines: readonly DocumentLine[], unit: string): Region[] {
  const regions: Region[] = [];
  const wanted = random.of([1, 1, 1, 2, 3]);
  for (let from = random.below(4); from < lines.length && regions.length < wanted; ) {
    const end = Math.min(lines.length, from + 1 + random.below(4));
    if (isBlank(lines[from]?.text) || isBlank(lines[end - 1]?.text)) {
      from++;
      continue;
    }
    regions.push({ first: from, end, newLines: newLinesFor(random, lines.slice(from, end), unit, regions.length) });
    from = end + random.below(5);
  }
  return regions;
}

function newLinesFor(random: Random, old: readonly DocumentLine[], unit: string, salt: number): string[] {
  const texts = old.map(({ text }) => text);
  const at = random.below(texts.length);
  const indent = indentOf(texts[at] === undefined || isBlank(texts[at]) ? (texts[0] ?? "") : texts[at]);
  const name = `new${salt}_${random.below(1_000)}`;
  const added = random.of([
    [`${indent}${name}();`],
    [`${indent}if (${name}) {`, `${indent}${unit}${name}();`, `${indent}}`],
    [`${indent}${name}();`, "", `${indent}${name}2("$& $1");`],
  ]);
  switch (random.of(["change", "insert", "append", "remove"])) {
    case "change":
      return [...texts.slice(0, at), ...added, ...texts.slice(at + 1)];
    case "insert":
      return [...texts.slice(0, at), ...added, ...texts.slice(at)];
    case "append":
      return [...texts, ...added];
    default:
      return texts.length > 1 ? [...texts.slice(0, at), ...texts.slice(at + 1)] : added;
  }
}

interface WrittenEdit {
  readonly find: readonly string[];
  readonly replace: readonly string[];
  readonly eol: string;
  readonly how: string;
  readonly mayFit: boolean;
  readonly around: (text: string, firstLine: number) => string;
  readonly first: number;
}

const HARMLESS = ["none", "crlf", "trailing", "dedent", "indent", "fence", "numbers", "blank"] as const;
const HARMFUL = ["case", "character", "relative", "missing", "name"] as const;

function mutation(
  random: Random,
  lines: readonly DocumentLine[],
  region: Region,
  isPatch: boolean,
  isDouble: boolean,
): WrittenEdit {
  const old = lines.slice(region.first, region.end).map(({ text }) => text);
  // Which of two places a looser reading means, only an exact one can tell.
  const how = isDouble ? random.of(["none", "crlf"]) : random.chance(0.75) ? random.of(HARMLESS) : random.of(HARMFUL);
  const plain = (text: string) => text;
  const made: WrittenEdit = {
    ...{ find: old, replace: region.newLines, eol: how === "crlf" ? "\r\n" : "\n" },
    ...{ how, mayFit: true, around: plain, first: region.first },
  };
  const both = (change: (line: string) => string) => ({
    ...made,
    find: made.find.map(change),
    replace: made.replace.map(change),
  });
  const at = random.below(old.length);
  const changed = (change: (line: string) => string): WrittenEdit => {
    const line = old[at] ?? "";
    const find = old.map((one, index) => (index === at ? change(one) : one));
    return change(line) === line ? made : { ...made, find, mayFit: false };
  };
  switch (how) {
    case "trailing":
      return both((line) => (line.trimEnd() === line ? line : line.trimEnd()));
    case "dedent": {
      const least = leastIndent([...old, ...region.newLines]);
      return both((line) => line.slice(isBlank(line) ? 0 : least.length));
    }
    case "indent":
      return both((line) => (isBlank(line) ? line : `  ${line}`));
    case "fence":
      return isPatch ? made : { ...made, around: (text) => `\`\`\`ts\n${text}\n\`\`\`` };
    case "numbers":
      return isPatch
        ? made
        : {
            ...made,
            around: (text, first) =>
              text
                .split("\n")
                .map((line, n) => `${first + 1 + n}|${line}`)
                .join("\n"),
          };
    case "blank":
      return isPatch ? made : { ...made, around: (text) => `\n${text}` };
    case "case":
      return changed((line) => line.replace(/call|a\d/, (word) => word.toUpperCase()));
    case "character":
      return changed((line) => line.replace(/\d/, "Q"));
    case "relative":
      return old.filter((line) => !isBlank(line)).length > 1
        ? changed((line) => (isBlank(line) ? line : ` ${line}`))
        : made;
    case "missing":
      return { ...made, find: [...old, "nowhere();"], mayFit: false };
    case "name":
      return old.length === 1 ? changed((line) => line.trimStart().slice(1)) : made;
    default:
      return made;
  }
}

function written(text: string, edits: readonly WrittenEdit[]): string | undefined {
  const calls: SearchReplace[] = edits.map(({ find, replace, eol, around, first }) => ({
    find: around(find.join(eol), first),
    replace: around(replace.join(eol), first),
  }));
  const result = editText(text, calls);
  return result.kind === "edited" ? result.text : undefined;
}

function patched(text: string, edits: readonly WrittenEdit[]): string | undefined {
  const hunks = edits.flatMap(({ find, replace }) => [
    "@@",
    ...find.map((one) => `-${one}`),
    ...replace.map((one) => `+${one}`),
  ]);
  const parsed = parsePatch(["*** Update File: a", ...hunks].join("\n"));
  const [file] = parsed.kind === "patch" ? parsed.files : [];
  if (file?.kind !== "edit") {
    return undefined;
  }
  const result = applyHunks({ text, secrets: new FileSecrets(new Vault(), text) }, file.hunks);
  return result.kind === "edited" ? result.text : undefined;
}

/** Byte for byte but for the line ends of new lines in a file that has both kinds. */
function isAsMeant(text: string, { before, lines, meant }: Call): boolean {
  const isMixed = new Set(lines.map(({ eol }) => eol).filter((eol) => eol !== "")).size > 1;
  const eol = lines[0]?.eol === "\r\n" ? "\r\n" : "\n";
  let rest = text;
  const take = (piece: string): boolean => {
    const isThere = rest.startsWith(piece);
    rest = rest.slice(piece.length);
    return isThere;
  };
  if (before.startsWith(MARK) && !take(MARK)) {
    return false;
  }
  for (let at = 0; at < lines.length; ) {
    const region = meant.find(({ first }) => first === at);
    if (!region) {
      const line = lines[at++];
      if (!take((line?.text ?? "") + (line?.eol ?? ""))) return false;
      continue;
    }
    const isLast = region.end === lines.length && lines.at(-1)?.eol === "";
    for (const [index, line] of region.newLines.entries()) {
      const isEnd = isLast && index === region.newLines.length - 1;
      // Of several blank lines nobody knows which one stays.
      const said = isBlank(line) ? indentOf(rest) : line;
      const end = isEnd ? "" : isMixed && rest.startsWith("\r\n", said.length) ? "\r\n" : isMixed ? "\n" : eol;
      if (!take(said + end)) return false;
    }
    at = region.end;
  }
  return rest === "";
}

/** Whether the same lines stand elsewhere, when they are read like that. */
function standsTwice(lines: readonly DocumentLine[], { first, end }: Region, read: (line: string) => string): boolean {
  const wanted = lines.slice(first, end).map(({ text }) => read(text));
  return lines.some(
    (_, at) => at !== first && wanted.every((line, offset) => read(lines[at + offset]?.text ?? "\0") === line),
  );
}

function leastIndent(lines: readonly string[]): string {
  const [least = ""] = lines
    .filter((line) => !isBlank(line))
    .map(indentOf)
    .toSorted((a, b) => a.length - b.length);
  return least;
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}
