import { firstSignature, inWords, type Signature } from "../signature";
import { type CodeTarget, type EditRule, indentOf } from "./rule";

const documented = /^\s*(?:\/\*\*|\*|\/\/|#|""")/;

/** A doc comment for the first function, derived from its signature. */
export const documentation: EditRule = (target) => {
  if (!/^document\b/i.test(target.instruction)) return undefined;
  const signature = firstSignature(target.code);
  const lines = target.code.split("\n");
  const declared = lines[signature?.line ?? 0] ?? "";
  const before = lines[(signature?.line ?? 0) - 1] ?? target.before.trimEnd().split("\n").at(-1) ?? "";
  if (signature === undefined || documented.test(before)) {
    const summary = signature === undefined ? "I see no function here" : `${signature.name} has a comment already`;
    return { summary: `${summary}; nothing was changed.`, replacement: target.code, elsewhere: [] };
  }
  const python = target.language.name === "Python";
  const indent = indentOf(declared) + (python ? "    " : "");
  const comment = commentFor(signature, target).map((line) => indent + line);
  lines.splice(signature.line + (python ? 1 : 0), 0, ...comment);
  return { summary: `Documented ${signature.name}.`, replacement: lines.join("\n"), elsewhere: [] };
};

function commentFor(signature: Signature, { language }: CodeTarget): string[] {
  const words = inWords(signature.name);
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  const parameters = signature.parameters.filter(({ name }) => /^\w+$/.test(name) && name !== "self");
  const returned = signature.returns !== undefined && !/^(?:void|None|Promise<void>)$/.test(signature.returns);
  if (language.fence.startsWith("ts") || language.fence.startsWith("js")) {
    return [
      "/**",
      ` * ${sentence}`,
      ...parameters.map(({ name }) => ` * @param ${name} the ${inWords(name)}`),
      ...(returned ? [` * @returns ${signature.returns}`] : []),
      " */",
    ];
  }
  const takes = parameters.length === 0 ? "" : ` Takes ${parameters.map(({ name }) => name).join(", ")}.`;
  const gives = returned ? ` Returns ${signature.returns}.` : "";
  const line = `${sentence}${takes}${gives}`;
  return [language.name === "Python" ? `"""${line}"""` : `${language.comment} ${signature.name}: ${line}`];
}
