import type { Span } from "./span";

/** Longer than the largest key that anybody uses (RSA with 16,384 bits), in code with quotes on every line. */
const LONGEST = 24_000;
/** A run of base64 that no word is as long as. */
const RUN = /[A-Za-z0-9+/]{24,}/g;
/** The share of a key's characters, space aside, that are its own and not those of the code around it. */
const OWN_SHARE = 0.8;
/** So much of a line tells whether it is part of a key. */
const LINE_HEAD = 240;

/** The marks of RFC 7468, OpenSSH and PGP; SSH2 (RFC 4716) has four dashes. */
const MARK = /-{4,5} ?(BEGIN|END)((?: [A-Z0-9]+){0,4}) PRIVATE KEY(?: BLOCK)? ?-{4,5}/g;
/** A line of a key, whatever a source file puts around it: quotes, line ends, operators, comment marks, indentation. */
const KEY_LINE =
  /^[\s"'`+.,;:()\\>|#*/-]*(?:(?:[A-Za-z0-9+/=]|\\[nr])*|[A-Za-z-]{4,20}: [^\n]{0,100})[\s"'`+.,;()\\]*$/;
/** What stands between a mark and the key itself. */
const AROUND_START = /^(?:\\[nr]|[\s"'`+.,;()>|#*])*/;
const AROUND_END = /(?:\\[nr]|[\s"'`+.,;()<|#*])*$/;

/**
 * Finds what stands between the marks of private keys. A window of a file may hold only the beginning or the end of
 * one: then it goes as far as lines look like it.
 */
export function privateKeysIn(text: string): Span[] {
  return [...betweenMarks(text), ...jwkIn(text)];
}

function betweenMarks(text: string): Span[] {
  if (!text.includes("PRIVATE KEY") && !text.includes("Private-Lines:")) {
    return [];
  }
  const spans: Span[] = [];
  const marks = [...text.matchAll(MARK)];
  for (const [at, mark] of marks.entries()) {
    const next = marks[at + 1];
    if (mark[1] === "BEGIN") {
      const start = mark.index + mark[0].length;
      const end = next?.[1] === "END" && next.index - start <= LONGEST ? next.index : endOfLines(text, start);
      spans.push(...bodyOf(text, start, end));
    } else if (marks[at - 1]?.[1] !== "BEGIN") {
      spans.push(...bodyOf(text, startOfLines(text, mark.index), mark.index));
    }
  }
  // PuTTY's own form; the lines after it are the key.
  for (const mark of text.matchAll(/Private-Lines: \d{1,4}\r?\n/g)) {
    const start = mark.index + mark[0].length;
    spans.push(...bodyOf(text, start, endOfLines(text, start)));
  }
  return spans;
}

/** The key itself, without what a source file puts around it. Nothing if there is no key, only talk of one. */
function bodyOf(text: string, from: number, to: number): Span[] {
  const body = text.slice(from, to);
  if (!isKey(body)) {
    return [];
  }
  const start = from + (AROUND_START.exec(body)?.[0].length ?? 0);
  let end = to;
  for (let tail = body.slice(-40); tail !== ""; ) {
    const around = AROUND_END.exec(tail)?.[0].length ?? 0;
    end -= around;
    tail = around === tail.length && end > start ? text.slice(Math.max(start, end - 40), end) : "";
  }
  return end > start ? [{ start, end, kind: "private key" }] : [];
}

function isKey(body: string): boolean {
  const runs = body.match(RUN) ?? [];
  const own = body.replace(/[^A-Za-z0-9+/=]/g, "").length;
  const all = body.replace(/\\[nr]|\s/g, "").length;
  return runs.some((run) => /\d/.test(run) && /[A-Z]/.test(run) && /[a-z]/.test(run)) && own >= OWN_SHARE * all;
}

function endOfLines(text: string, start: number): number {
  let end = start;
  while (end < text.length && end - start < LONGEST) {
    const stop = lineEnd(text, end);
    if (!KEY_LINE.test(text.slice(end, stop).slice(0, LINE_HEAD))) {
      break;
    }
    end = Math.min(stop + 1, text.length);
  }
  return end;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

function startOfLines(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < LONGEST) {
    const before = start < 2 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
    if (!KEY_LINE.test(text.slice(before, start).slice(0, LINE_HEAD))) {
      break;
    }
    start = before;
  }
  return start;
}

/** The private parts of a JSON web key (RFC 7518, section 6); an RSA key of 16,384 bits has the longest. */
function jwkIn(text: string): Span[] {
  if (!text.includes('"kty"')) {
    return [];
  }
  return [...text.matchAll(/"(?:d|p|q|dp|dq|qi|k)"\s{0,8}:\s{0,8}"([\w-]{22,2800})"/g)].map((match) => {
    const end = match.index + match[0].length - 1;
    return { start: end - (match[1]?.length ?? 0), end, kind: "private key" };
  });
}
