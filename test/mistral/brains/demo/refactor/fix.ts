import type { Edit, EditRule } from "./rule";

/** Fixes what its diagnostic names: a misspelt name, a missing semicolon. */
export const fix: EditRule = ({ instruction, code }) => {
  if (!/^fix\b/i.test(instruction)) return undefined;
  let fixed = code;
  const done: string[] = [];
  for (const diagnostic of instruction.split("\n")) {
    const [wrong, right] = misspelling(diagnostic) ?? [];
    if (wrong !== undefined && right !== undefined) {
      fixed = fixed.replaceAll(new RegExp(`\\b${wrong}\\b`, "g"), () => right);
      done.push(`${wrong} is now ${right}`);
    } else if (/'?;'? expected/i.test(diagnostic)) {
      fixed = withSemicolon(fixed);
      done.push("a semicolon was added");
    }
  }
  return edit(fixed, done);
};

const edit = (replacement: string, done: readonly string[]): Edit => ({
  summary: done.length === 0 ? "I know no rule for these problems; nothing was changed." : `${done.join(", ")}.`,
  replacement,
  elsewhere: [],
});

function misspelling(diagnostic: string): [string, string] | undefined {
  const right = /did you mean (?:the \w+ )?['"‘`](\w+)/i.exec(diagnostic)?.[1];
  const wrong = /['"‘`](\w+)['"’`]/.exec(diagnostic)?.[1];
  return right === undefined || wrong === undefined ? undefined : [wrong, right];
}

/** A semicolon after the first statement that lacks one. */
function withSemicolon(code: string): string {
  const lines = code.split("\n");
  const at = lines.findIndex(
    (line) => /[\w)\]'"`]\s*$/.test(line) && !/^\s*(?:\/\/|\*|\/\*|if\b|for\b|while\b)/.test(line),
  );
  return lines.map((line, number) => (number === at ? `${line.trimEnd()};` : line)).join("\n");
}
