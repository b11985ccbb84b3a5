import { commentStyleOf } from "./comments";

export const CODE = 0;
export const BLANK = 1;
/** A comment and nothing else. */
export const COMMENT = 2;
/** Begins within a string of several lines. */
export const STRING = 3;

/** What each line of a file does to brackets. */
export interface Shape {
  readonly kind: Uint8Array;
  readonly indent: Uint16Array;
  /** How much deeper in brackets one is after the line than before it. */
  readonly net: Int16Array;
  /** The least depth on the line beside the one before it: below 0 where it closes what it has not opened. */
  readonly low: Int16Array;
  /** The code of the last character that belongs to code; 0 if there is none. */
  readonly last: Uint16Array;
  /** The code of the one before that, blanks left out. */
  readonly lastButOne: Uint16Array;
}

const HAS_TRIPLE_QUOTES = /\.(?:pyi?|kts?|swift|scala|java)$/i;
/** Where a single quote may stand by itself. */
const HAS_LIFETIMES = /\.(?:rs|clj|hs|mli?)$/i;
const HAS_TEMPLATES = /\.(?:[cm]?[jt]sx?|go|vue|svelte|astro)$/i;
const HAS_REGEX = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|rb)$/i;
/** What stands before a slash that begins a regular expression. */
const BEFORE_REGEX = "(,=:[!&|?{};+";

const SPACE = 32;
const TAB = 9;
/** Brackets, quotes, and what may begin a comment: everything else says nothing of where code begins and ends. */
const TELLING = Uint8Array.from({ length: 128 }, (_, code) =>
  "()[]{}\"'`/#-;%<".includes(String.fromCharCode(code)) ? 1 : 0,
);
const [ROUND, ROUND_END, SQUARE, SQUARE_END, CURLY, CURLY_END] = [40, 41, 91, 93, 123, 125];

/** Lines taken in one after the other: strings and comments may reach over several. */
export class ShapeReader {
  private readonly kind: Uint8Array;
  private readonly indent: Uint16Array;
  private readonly net: Int16Array;
  private readonly low: Int16Array;
  private readonly last: Uint16Array;
  private readonly lastButOne: Uint16Array;
  private readonly lineComment: string;
  private readonly triple: boolean;
  private readonly lifetimes: boolean;
  private readonly templates: boolean;
  private readonly regex: boolean;
  private readonly blocks: boolean;
  /** What ends the string or the comment that the next line begins in. */
  private open: string | undefined;
  /** Whether that is a string which stands where a statement would: it says what the code does, as comments do. */
  private isSaid = false;

  constructor(path: string, lines: number) {
    this.kind = new Uint8Array(lines);
    this.indent = new Uint16Array(lines);
    this.net = new Int16Array(lines);
    this.low = new Int16Array(lines);
    this.last = new Uint16Array(lines);
    this.lastButOne = new Uint16Array(lines);
    this.lineComment = commentStyleOf(path).opens.trim();
    this.blocks = this.lineComment === "//" || this.lineComment === "/*";
    this.triple = HAS_TRIPLE_QUOTES.test(path);
    this.lifetimes = HAS_LIFETIMES.test(path);
    this.templates = HAS_TEMPLATES.test(path);
    this.regex = HAS_REGEX.test(path);
  }

  get shape(): Shape {
    const { kind, indent, net, low, last, lastButOne } = this;
    return { kind, indent, net, low, last, lastButOne };
  }

  /** @returns the line's kind */
  read(at: number, line: string): number {
    const indent = line.search(/[^ \t]/);
    this.indent[at] = indent <= 0 ? 0 : widthOf(line, indent);
    const begunIn = this.open;
    const wasSaid = this.isSaid;
    let depth = 0;
    let low = 0;
    let place = 0;
    if (begunIn !== undefined) {
      const end = endOf(line, begunIn, 0);
      if (end === -1) {
        this.kind[at] = begunIn === "*/" || wasSaid ? COMMENT : STRING;
        return this.kind[at] ?? CODE;
      }
      this.open = undefined;
      this.isSaid = false;
      place = end;
    }
    let [last, lastButOne] = [0, 0];
    let sawComment = begunIn === "*/" || wasSaid;
    for (; place < line.length; place++) {
      const code = line.charCodeAt(place);
      if (code === SPACE || code === TAB) continue;
      if (TELLING[code] !== 1) {
        lastButOne = last;
        last = code;
        continue;
      }
      if (this.startsComment(line, place)) {
        sawComment = true;
        const end = this.blocks && line.startsWith("/*", place) ? line.indexOf("*/", place + 2) : line.length;
        if (end === -1) this.open = "*/";
        if (end === -1 || end === line.length) break;
        place = end + 1;
        continue;
      }
      const quoted = this.quoted(line, place, last);
      if (quoted !== undefined && begunIn === undefined && last === 0 && this.says(line, place)) {
        this.isSaid = quoted === -1;
        sawComment = true;
      } else {
        lastButOne = last;
        last = code;
      }
      if (quoted === -1) break;
      if (quoted !== undefined) place = quoted - 1;
      else if (code === ROUND || code === SQUARE || code === CURLY) depth++;
      else if (code === ROUND_END || code === SQUARE_END || code === CURLY_END) low = Math.min(low, --depth);
    }
    this.last[at] = last;
    this.lastButOne[at] = lastButOne;
    this.net[at] = depth;
    this.low[at] = low;
    if (begunIn !== undefined && begunIn !== "*/" && !wasSaid) this.kind[at] = STRING;
    else if (last === 0) this.kind[at] = sawComment ? COMMENT : BLANK;
    return this.kind[at] ?? CODE;
  }

  /** The end of a string or a regular expression that begins here; -1 if it reaches over the line's end, undefined if none does. */
  private quoted(line: string, at: number, last: number): number | undefined {
    const letter = line[at];
    if (letter === '"' || letter === "'") {
      const triple = letter.repeat(3);
      if (this.triple && line.startsWith(triple, at)) return this.long(line, triple, at + 3);
      if (letter === "'" && this.lifetimes && !/^'(?:\\.[^']*|[^'\\])'/u.test(line.slice(at, at + 12)))
        return undefined;
      const end = endOf(line, letter, at + 1);
      return end === -1 ? line.length : end;
    }
    if (letter === "`" && this.templates) return this.long(line, "`", at + 1);
    if (letter === "/" && this.regex && (last === 0 || BEFORE_REGEX.includes(String.fromCharCode(last)))) {
      return endOfRegex(line, at + 1);
    }
    return undefined;
  }

  private startsComment(line: string, at: number): boolean {
    return line.startsWith(this.lineComment, at) || (this.blocks && line.startsWith("/*", at));
  }

  private says(line: string, at: number): boolean {
    return this.triple && this.lineComment === "#" && /^(?:"""|''')/.test(line.slice(at, at + 3));
  }

  private long(line: string, quote: string, from: number): number {
    const end = endOf(line, quote, from);
    if (end === -1) this.open = quote;
    return end;
  }
}

/** Tabs count as four. */
function widthOf(line: string, count: number): number {
  let width = 0;
  for (let at = 0; at < count; at++) width += line[at] === "\t" ? 4 : 1;
  return Math.min(width, 65_535);
}

/** Behind the next `quote` that is not escaped. */
function endOf(line: string, quote: string, from: number): number {
  for (let at = line.indexOf(quote, from); at !== -1; at = line.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (line[at - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0 || quote === "*/") return at + quote.length;
  }
  return -1;
}

function endOfRegex(line: string, from: number): number | undefined {
  let isClass = false;
  for (let at = from; at < line.length; at++) {
    const letter = line[at];
    if (letter === "\\") at++;
    else if (letter === "[") isClass = true;
    else if (letter === "]") isClass = false;
    else if (letter === "/" && !isClass) return at + 1;
  }
  return undefined;
}
