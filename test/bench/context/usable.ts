import { posix } from "node:path";
import { identifiersIn } from "../../../src/completion/context/identifiers";
import { codeOf } from "./code";

const FEWEST = 2;
const MOST = 8;
const HEADER = /^\+{5} (.*)$/;
const GOES_ON = /^\s*(?:(?:else|elif|except|finally|catch|and|or)\b|[.)\]}?:|]|&&)/;
const DECLARES =
  /^\s*(?:(?:export|default|public|private|protected|internal|static|abstract|final|async|declare|readonly|override|pub(?:\([^)]*\))?|unsafe|extern|sealed|virtual|inline|partial|open|data|suspend|companion|const(?=\s+(?:fn|enum)))\s+)*(?:function|class|@?interface|type|enum|struct|trait|impl|fn|func|fun|def|module|mod|namespace|protocol|record|object|const|let|var|val|static)\b/;
const OWNS =
  /^\s*(?:(?:export|default|public|private|protected|internal|static|abstract|final|declare|pub(?:\([^)]*\))?|sealed|partial|open|data|companion)\s+)*(?:class|@?interface|type|enum|struct|trait|impl|module|mod|namespace|protocol|record|object)\b/;
const STATEMENT = /^\s*(?:if|for|while|switch|return|case|else|catch|throw|try|break|continue|pass|await|yield)\b/;
/** What a signature may leave out of its last line, and what it may have there instead. */
const BODY = /(?:\s*\{\s*\}?|:? \.\.\.)$/;

/** One file as it stands in the repository. */
interface Whole {
  readonly lines: readonly string[];
  /** The same without the insides of strings and comments. */
  readonly code: readonly string[];
}

interface Shown {
  readonly text: string;
  /** Which line of the file it is; -1 if the file has none like it. */
  readonly at: number;
  readonly isWhole: boolean;
}

export interface Usable {
  /** Names that stand in the code of usable lines. */
  readonly names: ReadonlySet<string>;
  /** Lines that are not blank and no header, and how many of them are usable. */
  readonly lines: number;
  readonly usableLines: number;
  /** Characters of headers. */
  readonly headers: number;
}

/**
 * What of a context stands in a form that a model can learn from: in a group of 2 to 8 lines that stand together in their
 * file too, with their indentation and all brackets closed, or as a whole declaration, by itself or below its owner's line.
 * Decided from the repository's text alone, line by line.
 * @param textOf the text of a file of the repository
 * @param from the path of the file that is written
 */
export function usableIn(context: string, textOf: (path: string) => string | undefined, from: string): Usable {
  const names = new Set<string>();
  let [lines, usableLines, headers] = [0, 0, 0];
  for (const { path, shown } of sectionsOf(context)) {
    headers += path.length + 7;
    const whole = wholeOf(path, textOf, from);
    const found = whole ? aligned(shown, whole.lines) : [];
    const usable = whole ? usableOf(found, whole) : new Set<number>();
    lines += shown.filter((line) => line.trim() !== "").length;
    usableLines += usable.size;
    for (const place of usable) {
      const at = found[place]?.at ?? -1;
      for (const name of identifiersIn(whole?.code[at] ?? "")) names.add(name);
    }
  }
  return { names, lines, usableLines, headers };
}

function sectionsOf(context: string): { readonly path: string; readonly shown: readonly string[] }[] {
  const sections: { readonly path: string; readonly shown: string[] }[] = [];
  for (const line of context.split("\n")) {
    const path = HEADER.exec(line)?.[1];
    if (path !== undefined) sections.push({ path, shown: [] });
    else sections.at(-1)?.shown.push(line);
  }
  return sections;
}

const wholes = new WeakMap<(path: string) => string | undefined, Map<string, { text: string; whole: Whole }>>();

function wholeOf(path: string, textOf: (path: string) => string | undefined, from: string): Whole | undefined {
  const real = /^\.{1,2}\//.test(path) ? posix.join(posix.dirname(from), path) : path;
  const text = textOf(real);
  if (text === undefined) return undefined;
  const known = wholes.get(textOf) ?? new Map<string, { text: string; whole: Whole }>();
  wholes.set(textOf, known);
  const found = known.get(real);
  if (found?.text === text) return found.whole;
  const whole = { lines: text.split("\n"), code: codeOf(real, text).split("\n") };
  known.set(real, { text, whole });
  return whole;
}

/** Each line by its place in the file, so that as many as can stand right behind the line before, and none before it. */
function aligned(shown: readonly string[], lines: readonly string[]): Shown[] {
  /** For each shown line, its possible places and the best score with it there, and where the line before then is. */
  const ways: { readonly at: number; readonly score: number; readonly before: number }[][] = [];
  for (const text of shown) {
    const previous = ways.at(-1) ?? [{ at: -1, score: 0, before: -1 }];
    const places = text.trim() === "" ? [] : placesOf(text, lines);
    const here = places.map((at) => {
      let best = { at, score: -1, before: -1 };
      previous.forEach((one, before) => {
        if (one.at >= at) return;
        const score = one.score + (one.at === at - 1 ? 2 : 1);
        if (score > best.score) best = { at, score, before };
      });
      return best;
    });
    // A blank line, or one of the context's own: what stood before it goes on.
    const skipped = previous.map(({ at, score }, before) => ({ at, score, before }));
    ways.push(here.some(({ score }) => score >= 0) ? here.filter(({ score }) => score >= 0) : skipped);
  }
  const found: Shown[] = [];
  let place = bestOf(ways.at(-1) ?? []);
  for (let line = shown.length - 1; line >= 0; line--) {
    const text = shown[line] ?? "";
    const way = ways[line]?.[place];
    const isThere = way !== undefined && text.trim() !== "" && isLike(text, lines[way.at] ?? "");
    found.unshift({ text, at: isThere ? way.at : -1, isWhole: isThere && lines[way.at] === text });
    place = way?.before ?? 0;
  }
  return found;
}

function bestOf(ways: readonly { readonly score: number }[]): number {
  return ways.reduce((best, { score }, at) => (score > (ways[best]?.score ?? -1) ? at : best), 0);
}

function placesOf(text: string, lines: readonly string[]): number[] {
  const places: number[] = [];
  lines.forEach((line, at) => {
    if (isLike(text, line)) places.push(at);
  });
  return places;
}

/** Whether the line is shown as it is, or as a signature without its body. */
function isLike(text: string, line: string): boolean {
  if (line === text) return true;
  const bare = text.replace(BODY, "");
  return line.startsWith(bare) && /^(?:\s*(?:=>\s*)?\{.*|:?)$/.test(line.slice(bare.length));
}

function usableOf(shown: readonly Shown[], whole: Whole): ReadonlySet<number> {
  const usable = new Set<number>();
  shown.forEach((_, start) => {
    for (let count = FEWEST; count <= MOST; count++) {
      const group = shown.slice(start, start + count);
      if (group.length === count && isGroup(group, whole)) {
        for (let place = start; place < start + count; place++) usable.add(place);
      }
    }
  });
  shown.forEach((_, place) => {
    for (const line of declaration(place, shown, whole, usable)) usable.add(line);
  });
  return usable;
}

/** Lines that stand together in the file as here, none of them cut off from what it belongs to. */
function isGroup(group: readonly Shown[], { lines, code }: Whole): boolean {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last || first.at === -1) return false;
  if (!group.every(({ at, isWhole }, place) => isWhole && at === first.at + place)) return false;
  if (group.filter(({ at }) => (code[at] ?? "").trim() !== "").length < FEWEST) return false;
  const indent = indentOf(lines[first.at] ?? "");
  if (group.some(({ at }) => (lines[at] ?? "").trim() !== "" && indentOf(lines[at] ?? "") < indent)) return false;
  if (GOES_ON.test(code[first.at] ?? "") || !isBalanced(group.map(({ at }) => code[at] ?? ""))) return false;
  const next = lines.slice(last.at + 1).find((line) => line.trim() !== "") ?? "";
  return indentOf(next) <= indent || next.trim() === "";
}

/** The places of the lines of the declaration that begins here; none if it is not whole, or not below its owner's line. */
function declaration(place: number, shown: readonly Shown[], whole: Whole, usable: ReadonlySet<number>): number[] {
  const { lines, code } = whole;
  const at = shown[place]?.at ?? -1;
  const line = lines[at] ?? "";
  if (at === -1 || (code[at] ?? "").trim() === "" || GOES_ON.test(line) || STATEMENT.test(line)) return [];
  const owner = ownerOf(at, lines);
  const isOwned = owner !== -1 && OWNS.test(lines[owner] ?? "") && isFirstLevel(at, owner, lines);
  if (owner === -1 ? !DECLARES.test(line) && !OWNS.test(line) : !isOwned) return [];
  if (owner !== -1 && !shown.slice(0, place).some((one, before) => one.at === owner && usable.has(before))) return [];
  const places: number[] = [];
  let depth = 0;
  for (let next = at; next < at + MOST; next++) {
    const here = place + next - at;
    if (shown[here]?.at !== next) return [];
    places.push(here);
    const [net, low] = bracketsOf(code[next] ?? "");
    if (depth + low < 0) return [];
    depth += net;
    if (depth === 0) return isCutOff(at, next, lines) ? [] : places;
    const opensBody = depth === 1 && /[^=:(,[?&|\s]\s*\{\s*$/.test(code[next] ?? "");
    if (opensBody || (depth === 1 && OWNS.test(line) && /\{\s*$/.test(code[next] ?? ""))) return places;
  }
  return [];
}

/** A line without a body that goes on below. */
function isCutOff(at: number, end: number, lines: readonly string[]): boolean {
  const next = lines[end + 1] ?? "";
  return indentOf(next) > indentOf(lines[at] ?? "") && next.trim() !== "" && !/:\s*$/.test(lines[end] ?? "");
}

/** The line that this one stands in; -1 at the outer level. */
function ownerOf(at: number, lines: readonly string[]): number {
  const indent = indentOf(lines[at] ?? "");
  if (indent === 0) return -1;
  for (let above = at - 1; above >= 0; above--) {
    const line = lines[above] ?? "";
    // A line that only closes or goes on with a head of several lines is not the one that begins it.
    if (line.trim() !== "" && indentOf(line) < indent && !/^\s*[)\]}]|^\s*(?:\/?\*|\/\/|#|\{\s*$)/.test(line))
      return above;
  }
  return -1;
}

function isFirstLevel(at: number, owner: number, lines: readonly string[]): boolean {
  const first = lines
    .slice(owner + 1, at + 1)
    .find((line) => line.trim() !== "" && !/^\s*(?:\/?\*|\/\/|#|\{\s*$)/.test(line));
  return first !== undefined && indentOf(first) >= indentOf(lines[at] ?? "");
}

function isBalanced(code: readonly string[]): boolean {
  let depth = 0;
  for (const line of code) {
    const [net, low] = bracketsOf(line);
    if (depth + low < 0) return false;
    depth += net;
  }
  return depth === 0;
}

function bracketsOf(code: string): readonly [net: number, low: number] {
  let [net, low] = [0, 0];
  for (const letter of code) {
    if ("([{".includes(letter)) net++;
    else if (")]}".includes(letter)) low = Math.min(low, --net);
  }
  return [net, low];
}

function indentOf(line: string): number {
  return (/^[ \t]*/.exec(line)?.[0] ?? "").replaceAll("\t", "    ").length;
}
