import { lineBefore, type Snapshot } from "../snapshot";

const HASH = new Set(["python", "ruby", "shellscript", "php"]);
/** Says something to a tool, or to lawyers. */
const DIRECTIVE =
  /^(?:eslint|prettier|biome|oxlint|@ts-|noqa|type:|pylint|pragma|go:|nolint|rustfmt|#?(?:end)?region|copyright|spdx|license)/i;

/** Whether a line is nothing but a comment that tells in words what is to come. */
export function describesCode(line: string, languageId: string): boolean {
  const marker = HASH.has(languageId) ? /^\s*(?:#|\/\/|\/\*+)(?![![])(.*)$/ : /^\s*(?:\/\/[/!]?|\/\*+|\*)(.*)$/;
  const said = marker.exec(line)?.[1]?.trim() ?? "";
  return /\p{L}{2,}\W+\p{L}+/u.test(said) && !DIRECTIVE.test(said);
}

/** Whether the line right above the cursor's empty line describes code, or ends a comment of several lines that does. */
export function standsBelowDescription(snapshot: Snapshot): boolean {
  const above = snapshot.prefix.split("\n").at(-2) ?? "";
  return describesCode(above, snapshot.languageId) || /^\s*(?:\/\*.*\*|\*.*\*|\*)\/\s*$/.test(above);
}

/** Whether the cursor stands in a comment that began on a line above. */
export function isInBlockComment(snapshot: Snapshot): boolean {
  if (HASH.has(snapshot.languageId) && snapshot.languageId !== "php") {
    return false;
  }
  const start = Math.max(
    snapshot.prefix.lastIndexOf("\n/*"),
    snapshot.prefix.lastIndexOf(" /*"),
    snapshot.prefix.lastIndexOf("\t/*"),
  );
  const isFirst = snapshot.prefix.startsWith("/*");
  return (start !== -1 || isFirst) && !snapshot.prefix.slice(Math.max(start, 0)).includes("*/");
}

/** Whether a string that was begun on the cursor's line is still open. */
export function isInString(snapshot: Snapshot): boolean {
  const before = lineBefore(snapshot).replace(/\\./g, "");
  return ['"', "`"].some((quote) => before.split(quote).length % 2 === 0);
}
