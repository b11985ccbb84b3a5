import * as fc from "fast-check";

/** A block of statements, each on lines of its own, no two with the same names. */
type Statement = { readonly kind: "call" } | { readonly kind: "block"; readonly body: readonly Statement[] };

const { statements } = fc.letrec<{ statement: Statement; statements: Statement[] }>((tie) => ({
  statement: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constant<Statement>({ kind: "call" }),
    fc.record({ kind: fc.constant<"block">("block"), body: tie("statements") }),
  ),
  statements: fc.array(tie("statement"), { minLength: 1, maxLength: 4 }),
}));

function linesOf(body: readonly Statement[], indent: string, name: () => string): string[] {
  return body.flatMap((statement) =>
    statement.kind === "call"
      ? [`${indent}${name()}(${name()}, [${name()}]);`]
      : [`${indent}${name()}(() => {`, ...linesOf(statement.body, `${indent}  `, name), `${indent}});`],
  );
}

export interface Gap {
  readonly prefix: string;
  /** What stood between them: whole statements of one block. */
  readonly missing: string;
  readonly suffix: string;
}

/** Code from which some statements that follow one another are missing; the cursor stands where they began. */
export const gaps: fc.Arbitrary<Gap> = fc
  .tuple(statements, fc.nat(), fc.nat(), fc.boolean())
  .map(([body, from, length, indented]) => {
    let count = 0;
    const lines = linesOf([{ kind: "block", body }], "", () => `name${count++}`);
    const first = 1 + (from % (lines.length - 2));
    const start = lines[first]?.trim() === "});" ? lines.length - 2 : first;
    const indent = /^ */.exec(lines[start] ?? "")?.[0] ?? "";
    const ends = lines.flatMap((line, at) => (at >= start && isEnd(line, indent) ? [at] : []));
    const leaving = lines.findIndex((line, at) => at > start && !line.startsWith(indent));
    const within = ends.filter((at) => at < (leaving === -1 ? lines.length : leaving));
    const end = (within[length % Math.max(1, within.length)] ?? start) + 1;
    const missing = lines.slice(start, end).join("\n");
    const before = lines.slice(0, start).map((line) => `${line}\n`);
    return {
      prefix: before.join("") + (indented ? indent : ""),
      missing: indented ? missing.slice(indent.length) : missing,
      suffix: lines
        .slice(end)
        .map((line) => `\n${line}`)
        .join(""),
    };
  });

/** Whether a statement that is indented by `indent` ends with `line`. */
function isEnd(line: string, indent: string): boolean {
  return line.startsWith(indent) && line.charAt(indent.length) !== " " && line.endsWith(");");
}

/** A line of nested calls and strings, as its tokens. */
export const expressions: fc.Arbitrary<string[]> = fc.letrec<{ expression: string[] }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("a", "b1", "2", '"it"', '"x)"', "'é👍'").map((token) => [token]),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => [...a, " + ", ...b]),
    fc.array(tie("expression"), { maxLength: 3 }).map((items) => ["f", "(", ...separated(items), ")"]),
    fc.array(tie("expression"), { maxLength: 3 }).map((items) => ["[", ...separated(items), "]"]),
    fc.tuple(tie("expression")).map(([value]) => ["{ ", "k: ", ...value, " }"]),
  ),
})).expression;

function separated(items: readonly string[][]): string[] {
  return items.flatMap((item, at) => (at === 0 ? item : [", ", ...item]));
}
