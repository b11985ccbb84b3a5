const mostLines = 15;

/**
 * How much of `text` belongs to the block that its beginning stands in: up to a bracket that closes what was opened
 * before, a blank line outside of brackets, or a line that is indented less than `indent`.
 */
export function blockEnd(text: string, indent: string, oneLine: boolean): number {
  let depth = 0;
  let lines = 1;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) {
      depth -= 1;
      if (depth < 0) return at;
    } else if ("\"'`".includes(character)) at = endOfString(text, at);
    else if (character === "\n") {
      lines += 1;
      if (oneLine || lines > mostLines || (depth === 0 && endsBefore(text.slice(at + 1), indent))) return at;
    }
  }
  return text.length;
}

/** Where the string that begins here ends; here, when it does not end on this line (an apostrophe, say). */
function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at;
  }
  return start;
}

function endsBefore(rest: string, indent: string): boolean {
  const line = rest.split("\n", 1)[0] ?? "";
  return line.trim() === "" || !line.startsWith(indent);
}
