import type { CodeTarget, EditRule } from "./rule";

interface Simplification {
  readonly said: string;
  readonly rewrite: (code: string, target: CodeTarget) => string;
}

const simplifications: readonly Simplification[] = [
  {
    said: "a condition is returned as it is",
    rewrite: (code) =>
      code.replaceAll(
        /if \(([^\n{}]+)\) \{\s*return (true|false);\s*\}\s*(?:else \{\s*return (true|false);\s*\}|return (true|false);)/g,
        (whole: string, condition: string, first: string, inElse?: string, after?: string) =>
          first === (inElse ?? after) ? whole : `return ${first === "true" ? truth(condition) : `!(${condition})`};`,
      ),
  },
  {
    said: "a comparison with true or false is gone",
    rewrite: (code) =>
      code
        .replaceAll(/ ===? true\b/g, "")
        .replaceAll(/(?<![\w.$)])([\w.$]+(?:\([^()]*\))?) ===? false\b/g, (_whole, value: string) => `!${value}`),
  },
  {
    said: "what is never assigned again is a const",
    rewrite: (code, { after }) =>
      code.replaceAll(/\blet (\w+)(?=[^=\n;,]*= )/g, (whole: string, name: string) =>
        isAssigned(name, code.replace(whole, "") + after) ? whole : `const ${name}`,
      ),
  },
];

/** A comparison is a boolean already; anything else is made one. */
const truth = (condition: string): string =>
  /^[^&|?]*(?:[=!]==?|[<>]=?)[^&|?]*$|^![\w.$()]+$/.test(condition) ? condition : `Boolean(${condition})`;

/** Also counts what is only taken apart into it, as in `[a, b] = [b, a]`. */
function isAssigned(name: string, code: string): boolean {
  const operators = String.raw`(?:(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=(?![=>])|\+\+|--)`;
  const assigned = [
    String.raw`\b${name}\b\s*${operators}`,
    String.raw`(?:\+\+|--)${name}\b`,
    String.raw`[[{][^\]}\n]*\b${name}\b[^\]}\n]*[\]}]\s*=(?![=>])`,
  ];
  return new RegExp(assigned.join("|")).test(code);
}

/** Less code for the same behaviour, where a pattern is known to be long-winded. */
export const simplify: EditRule = (target) => {
  if (!/^simplify\b/i.test(target.instruction)) return undefined;
  let code = target.code;
  const done: string[] = [];
  for (const { said, rewrite } of simplifications) {
    const simpler = rewrite(code, target);
    if (simpler !== code) done.push(said);
    code = simpler;
  }
  return {
    summary: done.length === 0 ? "I know no rule that makes this simpler; nothing was changed." : `${done.join("; ")}.`,
    replacement: code,
    elsewhere: [],
  };
};
