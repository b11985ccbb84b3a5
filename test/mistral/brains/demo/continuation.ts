import { blockEnd } from "./blockEnd";
import type { WorkspaceFile } from "./workspaceFiles";

const longestTail = 400;
/** Fewer letters than this say nothing about what comes next. */
const fewestWordCharacters = 3;
const longestContinuation = 4000;

/** How a text goes on: as the files go on where they agree longest with its end. "" when they do not. */
export function continuation(prompt: string, suffix: string, files: readonly WorkspaceFile[]): string {
  const before = prompt.replaceAll("\r\n", "\n");
  const after = suffix.replaceAll("\r\n", "\n");
  const matches = files.flatMap(({ text }) => matchesIn(text, before));
  for (const match of matches.sort((one, other) => other.length - one.length)) {
    const more = goOn(match, before, after);
    if (more !== "") return prompt.includes("\r\n") ? more.replaceAll("\n", "\r\n") : more;
  }
  return "";
}

interface Match {
  readonly text: string;
  /** Where the agreement ends in the text. */
  readonly end: number;
  readonly length: number;
}

function matchesIn(text: string, prompt: string): Match[] {
  const tail = prompt.slice(-longestTail);
  const key = shortestTail(tail);
  if (key === undefined) return [];
  const matches: Match[] = [];
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const end = at + key.length;
    let length = key.length;
    while (length < tail.length && length < end && text[end - length - 1] === tail[tail.length - length - 1]) length++;
    const whole = fromWordStart(text, end, length, tail);
    if (hasEnoughWords(text.slice(end - whole, end))) matches.push({ text, end, length: whole });
  }
  return matches;
}

const hasEnoughWords = (text: string): boolean => (text.match(/\w/g) ?? []).length >= fewestWordCharacters;

function shortestTail(tail: string): string | undefined {
  for (let length = fewestWordCharacters; length <= tail.length; length++) {
    const key = tail.slice(-length);
    if (hasEnoughWords(key)) return key;
  }
  return undefined;
}

/** The length of the agreement without a word at its beginning of which only a part agrees. */
function fromWordStart(text: string, end: number, length: number, tail: string): number {
  const start = end - length;
  const cutsWord = /\w/.test(text[start - 1] ?? "") || /\w/.test(tail[tail.length - length - 1] ?? "");
  if (!cutsWord) return length;
  const part = /^\w*/.exec(text.slice(start, end));
  return length - (part?.[0].length ?? 0);
}

function goOn(match: Match, before: string, after: string): string {
  const { text, end } = match;
  const sameLine = (after.split("\n", 1)[0] ?? "").trim();
  const raw = text.slice(end, end + longestContinuation);
  const block = raw.slice(0, blockEnd(raw, indentOf(lineAt(text, end)), sameLine !== ""));
  const indent = indentOf(lineAt(before, before.length));
  const fileIndent = indentOf(lineAt(text.slice(0, end), end));
  const lines = block
    .split("\n")
    .map((line, at) => (at > 0 && line.startsWith(fileIndent) ? indent + line.slice(fileIndent.length) : line));
  return withoutSuffix(lines, sameLine, after).trimEnd();
}

/** Cuts where the lines begin to say what already follows the cursor. */
function withoutSuffix(lines: readonly string[], sameLine: string, after: string): string {
  const first = lines[0] ?? "";
  if (sameLine !== "") {
    const repeated = first.indexOf(sameLine);
    return repeated >= 0 ? first.slice(0, repeated) : first;
  }
  const next = after.split("\n").find((line) => line.trim() !== "");
  const repeated = next === undefined ? -1 : lines.findIndex((line) => line.trimEnd() === next.trimEnd());
  return lines.slice(0, repeated >= 0 ? repeated : undefined).join("\n");
}

/** The line that this offset stands in, up to its end. */
function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return text.slice(start, end < 0 ? undefined : end);
}

const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? "";
