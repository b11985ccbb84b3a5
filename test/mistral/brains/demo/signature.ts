/** What a declaration says of itself, as far as a pattern can tell. */
export interface Signature {
  /** The line it stands in, from 0. */
  readonly line: number;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** As it is written; undefined when it is not. */
  readonly returns: string | undefined;
  readonly exported: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly type: string | undefined;
  /** It need not be given. */
  readonly optional: boolean;
}

const names = [
  /^\s*(?<exported>export\s+)?(?:default\s+)?(?:async\s+)?function\*?\s+(?<name>[\w$]+)\s*(?:<[^>(]*>)?\(/,
  /^\s*(?<exported>export\s+)?const\s+(?<name>[\w$]+)\s*=\s*(?:async\s*)?\(/,
  /^\s*(?:async\s+)?def\s+(?<name>\w+)\s*\(/,
  /^\s*func\s+(?:\([^)]*\)\s*)?(?<name>\w+)\s*\(/,
  /^\s*(?<exported>pub\s+)?(?:async\s+)?fn\s+(?<name>\w+)\s*(?:<[^>(]*>)?\(/,
  /^\s*(?:(?:public|private|protected|static|async|override)\s+)*(?!(?:if|for|while|switch|catch|return)\b)(?<name>[\w$]+)\s*\((?=[^;]*\{\s*$)/,
];

/** The first function that the code declares. */
export function firstSignature(code: string): Signature | undefined {
  const lines = code.split("\n");
  for (const [line, text] of lines.entries()) {
    const found = names.map((pattern) => pattern.exec(text)).find((match) => match !== null);
    const name = found?.groups?.["name"];
    if (found === undefined || found === null || name === undefined) continue;
    const rest = [text.slice(found[0].length), ...lines.slice(line + 1)].join("\n");
    const list = splitParameters(rest);
    return {
      line,
      name,
      parameters: list.parameters.map(parameterOf),
      returns: /^\s*(?::|->)\s*(?<type>[^={\n:]+)/.exec(rest.slice(list.end))?.groups?.["type"]?.trim(),
      exported: found.groups?.["exported"] !== undefined,
    };
  }
  return undefined;
}

/** The parameters up to the bracket that closes them, split at the commas between them. */
function splitParameters(text: string): { readonly parameters: string[]; readonly end: number } {
  const parameters: string[] = [];
  let depth = 0;
  let start = 0;
  let at = 0;
  for (; at < text.length; at++) {
    const character = text[at] ?? "";
    const closesAll = depth === 0 && character === ")";
    if ((depth === 0 && character === ",") || closesAll) {
      parameters.push(text.slice(start, at).trim());
      start = at + 1;
      if (closesAll) break;
    }
    if ("([{<".includes(character)) depth += 1;
    else if (")]}".includes(character) || (character === ">" && text[at - 1] !== "=")) depth -= 1;
  }
  return { parameters: parameters.filter((parameter) => parameter !== ""), end: at + 1 };
}

function parameterOf(text: string): Parameter {
  const [declared = "", value] = text.split(/\s*=(?!>)\s*/, 2);
  const [name = "", type] = declared.split(/\s*:\s*/, 2);
  return {
    name: name
      .replace(/\?$/, "")
      .replace(/^\.\.\./, "")
      .trim(),
    type: type?.trim(),
    optional: value !== undefined || name.endsWith("?") || name.startsWith("..."),
  };
}

/** `totalOfCart` and `total_of_cart` as words: `total of cart`. */
export const inWords = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .trim()
    .toLowerCase();
