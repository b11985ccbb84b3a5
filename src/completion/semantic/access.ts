import { lineBefore, type Snapshot } from "../snapshot";
import { endsInCode } from "./code";

/** A place where the name of a member comes: `names.pu█`. */
export interface MemberAccess {
  /** The cursor's line up to the operator and with it. */
  readonly line: string;
  /** What the member is one of, as far as it is a plain chain of names: `names`. */
  readonly receiver: string;
  /** What of the name stands before the cursor: `pu`. */
  readonly begun: string;
}

/**
 * What comes between an object and its member. `?.`, `!.` and `?->` end with one of these. Languages whose objects have
 * whatever members a program gives them while it runs (Ruby, Lua, Perl …) are left out.
 */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  typescript: ["."],
  typescriptreact: ["."],
  javascript: ["."],
  javascriptreact: ["."],
  python: ["."],
  go: ["."],
  csharp: ["."],
  swift: ["."],
  dart: ["."],
  scala: ["."],
  java: [".", "::"],
  kotlin: [".", "::"],
  rust: [".", "::"],
  c: [".", "->"],
  cpp: [".", "->", "::"],
  "objective-cpp": [".", "->", "::"],
  "objective-c": [".", "->"],
  "cuda-cpp": [".", "->", "::"],
  php: ["->", "::"],
};
const NAME_AT_END = /[\p{L}\p{N}_$]*$/u;
const CHAIN_AT_END = /[\p{L}\p{N}_$]+(?:(?:\?\.|!\.|\.|->|::)[\p{L}\p{N}_$]+)*[?!]?$/u;
/** The point of `1.` is a number's. */
const NUMBER_AT_END = /(?:^|[^\p{L}\p{N}_$.)\]])\d[\d_]*$/u;

/** No name or chain of names that is worth a look is longer. */
const LONGEST = 200;

/** The member access that the cursor stands behind; undefined if it stands elsewhere. */
export function memberAccessAt(snapshot: Pick<Snapshot, "prefix" | "languageId">): MemberAccess | undefined {
  const operators = OPERATORS[snapshot.languageId];
  if (!operators) {
    return undefined;
  }
  const before = lineBefore(snapshot);
  const begun = NAME_AT_END.exec(before.slice(-LONGEST))?.[0] ?? "";
  const line = before.slice(0, before.length - begun.length);
  const operator = operators.find((one) => line.endsWith(one));
  if (operator === undefined || /^\d/.test(begun)) {
    return undefined;
  }
  const object = line.slice(0, -operator.length).slice(-LONGEST);
  const isRange = operator === "." && object.endsWith(".");
  if (isRange || NUMBER_AT_END.test(object) || !endsInCode(line, snapshot.languageId)) {
    return undefined;
  }
  return { line, receiver: (CHAIN_AT_END.exec(object)?.[0] ?? "").replace(/[?!]$/, ""), begun };
}
