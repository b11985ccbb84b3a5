import { indentWidth, isBlank, opens } from "../lines";
import { lineBefore, type Snapshot } from "../snapshot";
import type { TrimRule } from "./rule";

/** A line that ends so goes on below, indented as one likes. */
const GOES_ON = /[,=+\-*/%&|?(<>\\.]$/;

/** Lines are indented as the editor does it, and the first one no deeper than what stands before the cursor allows. */
export const indentation: TrimRule = {
  trim(suggestion, snapshot) {
    const text = fitted(suggestion.text, snapshot);
    return { ...suggestion, text: isBlank(text) ? text : converted(text, snapshot) };
  },
};

/** Without the first line's own indentation where the cursor is indented already, with it where it has none. */
function fitted(text: string, snapshot: Snapshot): string {
  const before = lineBefore(snapshot);
  const above = lineAbove(snapshot);
  const own = /^[ \t]*(?=\S)/.exec(text)?.[0];
  if (!isBlank(before) || own === undefined) {
    return text;
  }
  if (before !== "" && own !== "" && isAlike(indentWidth(own), text)) {
    return text.slice(own.length);
  }
  if (above === undefined) {
    return text;
  }
  const allowed = indentWidth(above) + (opens(above) ? indentWidth(snapshot.indentation) : 0);
  if (before !== "" && own !== "") {
    const isTooDeep = !GOES_ON.test(above) && indentWidth(before + own) > allowed && indentWidth(before) <= allowed;
    return isTooDeep ? text.slice(own.length) : text;
  }
  const isBare = before + own === "" && opens(above) && isAlike(allowed, text);
  return isBare ? indentOf(above) + snapshot.indentation + text : text;
}

/** Whether the other lines of a text, of which there are some, are indented so at least, and one just so. */
function isAlike(indent: number, text: string): boolean {
  const [, ...others] = text.split("\n").filter((line) => !isBlank(line));
  return indent > 0 && others.length > 0 && Math.min(...others.map(indentWidth)) === indent;
}

function lineAbove({ prefix }: Snapshot): string | undefined {
  return prefix
    .split("\n")
    .slice(0, -1)
    .findLast((line) => !isBlank(line))
    ?.trimEnd();
}

/** Tabs for spaces or spaces for tabs, unless the document's own lines around are indented as the text is. */
function converted(text: string, { prefix, suffix, indentation: unit }: Snapshot): string {
  const indents = text.split("\n").slice(1).map(indentOf);
  const wanted = unit === "\t" ? "\t" : " ";
  const other = unit === "\t" ? " " : "\t";
  const isOther =
    indents.some((indent) => indent.startsWith(other)) && !indents.some((indent) => indent.startsWith(wanted));
  if (!isOther || `\n${prefix}\n${suffix}`.includes(`\n${other}`)) {
    return text;
  }
  const level = other === "\t" ? other : " ".repeat(Math.max(2, unitOf(indents)));
  return text.replace(/(?<=\n)[ \t]+/g, (indent) => indent.replaceAll(level, unit));
}

/** How many spaces one level is: the step between two lines' indentations that is the smallest. */
function unitOf(indents: readonly string[]): number {
  const widths = [...new Set([0, ...indents.map((indent) => indent.length)])].sort((a, b) => a - b);
  return Math.min(...widths.slice(1).map((width, at) => width - (widths[at] ?? 0)));
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}
