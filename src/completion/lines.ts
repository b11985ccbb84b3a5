const OPENS = /(?:[{([]|:)\s*$/;
const CLOSES = /^\s*(?:[)\]}]|end\b|fi\b|done\b|esac\b|<\/)/;

export function opens(line: string): boolean {
  return OPENS.test(line);
}

export function closes(line: string): boolean {
  return CLOSES.test(line);
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

/** A line this long is the same line also where it is indented otherwise. */
const UNMISTAKABLE = 16;

export function isSameLine(line: string, other: string): boolean {
  const text = line.trim();
  return line.trimEnd() === other.trimEnd() || (text.length >= UNMISTAKABLE && text === other.trim());
}

/** How far a line is indented. Tabs count as four: only comparisons within one file matter. */
export function indentWidth(line: string): number {
  return (/^[ \t]*/.exec(line)?.[0] ?? "").replaceAll("\t", "    ").length;
}

/**
 * How many of `lines`, of which a limit cut off the last, are whole statements; all but the last if none is.
 * @param before what stands on the first line already
 */
export function wholeStatements(lines: readonly string[], before: string): number {
  const [first = "", ...others] = lines;
  // A line that was begun before does not tell how its statement is indented.
  const indents = [isBlank(before) ? before + first : "", ...others].map((line) =>
    isBlank(line) ? Number.POSITIVE_INFINITY : indentWidth(line),
  );
  const level = Math.min(...indents);
  const end = lines.findLastIndex((line, at) => {
    const next = lines[at + 1];
    return (
      indents[at] === level &&
      !opens(line) &&
      next !== undefined &&
      (isBlank(next) || (indents[at + 1] === level && !closes(next)))
    );
  });
  return end === -1 ? lines.length - 1 : end + 1;
}

/** Words and a beginning, as `const a` or `return f(`: nothing that is said twice on a line. */
const IS_BEGUN = /^[\p{L}\p{N}_$@.]+\s+\S/u;
const BEGUN_LENGTH = 8;
/** Lines above the cursor's that an answer begins with before it comes to that one. */
const MAX_SAID_ABOVE = 4;

/**
 * How much of `text` says again what stands before the cursor on its line, with the lines right above if it begins with
 * them. White space in front is part of it.
 */
export function saidAgain(prefix: string, text: string): number {
  const end = prefix.lastIndexOf("\n");
  const begun = prefix.slice(end + 1).trim();
  if (begun === "") {
    return 0;
  }
  let from = 0;
  for (let above = 0; above <= MAX_SAID_ABOVE; above++) {
    const start = text.length - text.slice(from).trimStart().length;
    const isNewLine = above > 0 || text.slice(0, start).includes("\n");
    if (text.startsWith(begun, start) && (isNewLine || (begun.length >= BEGUN_LENGTH && IS_BEGUN.test(begun)))) {
      return isAbove(prefix.slice(0, Math.max(0, end)), text.slice(0, start)) ? start + begun.length : 0;
    }
    const next = text.indexOf("\n", start);
    if (next === -1) {
      return 0;
    }
    from = next + 1;
  }
  return 0;
}

/** Whether the lines of `text` that are not blank are the last ones of `above`. */
function isAbove(above: string, text: string): boolean {
  const said = text.split("\n").filter((line) => !isBlank(line));
  if (said.length === 0) {
    return true;
  }
  const last = above
    .split("\n")
    .filter((line) => !isBlank(line))
    .slice(-said.length);
  return said.every((line, at) => line.trim() === last[at]?.trim());
}
