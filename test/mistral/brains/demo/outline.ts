import { languageOf, symbolsOf } from "./languages";

const mostSymbols = 40;
const excerptLines = 8;

export interface ReadPart {
  readonly path: string;
  readonly text: string;
  /** The number of the first line that was read, from 1. */
  readonly firstLine: number;
  /** How many lines the file has. */
  readonly totalLines: number;
}

/** What can be said of a file without understanding it: its language, its length, what it declares where. */
export function outline({ path, text, firstLine, totalLines }: ReadPart): string {
  const language = languageOf(path);
  const lines = text.split("\n");
  const symbols = symbolsOf(lines, language);
  const whole = firstLine === 1 && lines.length >= totalLines;
  const read = whole ? "" : ` I read lines ${firstLine} to ${firstLine + lines.length - 1}.`;
  const listed = symbols
    .slice(0, mostSymbols)
    .map(({ kind, name, line }) => `- line ${line + firstLine}: ${kind} \`${name}\``);
  const more = symbols.length > mostSymbols ? [`- and ${symbols.length - mostSymbols} more`] : [];
  const from = symbols[0]?.line ?? 0;
  return [
    `**${path}** is ${language.name}, ${count(totalLines, "line")}.${read}`,
    "",
    ...(symbols.length === 0 ? ["It declares nothing that I know at its top level."] : ["It declares:", ""]),
    ...listed,
    ...more,
    "",
    symbols[0] === undefined ? "It begins like this:" : `\`${symbols[0].name}\` begins like this:`,
    "",
    fenced(lines.slice(from, from + excerptLines).join("\n"), language.fence),
  ].join("\n");
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** A code block whose fence is longer than any in the code. */
export function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}
