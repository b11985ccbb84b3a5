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
