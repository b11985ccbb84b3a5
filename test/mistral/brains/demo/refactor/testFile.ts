import { posix } from "node:path";
import { firstSignature, type Parameter, type Signature } from "../signature";
import type { WorkspaceFile } from "../workspaceFiles";
import type { CodeTarget, NewFile } from "./rule";

/** A new test file that calls the first function of the code with values of the right types. */
export function testFile(target: CodeTarget, files: readonly WorkspaceFile[]): NewFile {
  const signature = firstSignature(target.code);
  const { dir, name } = posix.parse(target.path);
  const python = target.extension === "py";
  const called = (suffix: string) =>
    posix.join(dir, python ? `test_${name}${suffix}.py` : `${name}${suffix}.test.${target.extension}`);
  const path = files.some((file) => file.path === called("")) ? called("_demo") : called("");
  if (signature === undefined) {
    const line = `${target.language.comment} The demo found no function to test in ${target.path}.`;
    return { summary: "I see no function here.", path, content: `${line}\n` };
  }
  const content = python ? pythonTest(signature, name) : scriptTest(signature, `./${name}`, target.extension);
  return { summary: `A first test that calls ${signature.name}.`, path, content };
}

const required = (signature: Signature): Parameter[] =>
  signature.parameters.filter(({ optional, name }) => !optional && name !== "self");

function scriptTest(signature: Signature, module: string, extension: string): string {
  const { name } = signature;
  const typed = extension.startsWith("ts") || extension === "mts";
  const values = required(signature).map(({ type }) => scriptValue(type, typed));
  const call = `${name}(${values.join(", ")})`;
  const promised = signature.returns?.startsWith("Promise") === true;
  return [
    'import assert from "node:assert/strict";',
    'import { describe, it } from "node:test";',
    `import { ${name} } from "${typed ? module : `${module}.${extension}`}";`,
    "",
    `describe("${name}", () => {`,
    `  it("can be called", ${promised ? "async " : ""}() => {`,
    promised ? `    await assert.doesNotReject(${call});` : `    assert.doesNotThrow(() => ${call});`,
    "  });",
    "});",
    "",
  ].join("\n");
}

function scriptValue(type: string | undefined, typed: boolean): string {
  const plain = type?.replace(/^readonly\s+/, "") ?? "";
  if (plain === "string") return '"text"';
  if (plain === "number") return "1";
  if (plain === "boolean") return "true";
  if (plain.endsWith("[]") || /^(?:Readonly)?Array</.test(plain)) return "[]";
  return typed && plain !== "" ? "{} as never" : "{}";
}

function pythonTest(signature: Signature, module: string): string {
  const values = required(signature).map(({ type }) => pythonValue(type));
  return [
    `from ${module} import ${signature.name}`,
    "",
    "",
    `def test_${signature.name}_can_be_called():`,
    `    ${signature.name}(${values.join(", ")})`,
    "",
  ].join("\n");
}

function pythonValue(type: string | undefined): string {
  if (type === "str") return '"text"';
  if (type === "float") return "1.0";
  if (type === "bool") return "True";
  if (type?.startsWith("list") === true) return "[]";
  return type?.startsWith("dict") === true ? "{}" : "1";
}
