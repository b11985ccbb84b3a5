import assert from "node:assert/strict";
import { OutlineReader } from "../../../../src/completion/context/outline";

const outlined = (text: string) => {
  const lines = text.split("\n");
  const reader = new OutlineReader();
  lines.forEach((line, at) => {
    if (line.trim() !== "") reader.read(at, line);
  });
  return reader.outline(lines.length).map(({ at }) => lines[at]?.trim());
};

describe("an outline", () => {
  it("has declarations and members, and nothing of what stands in them", () => {
    const text = `
import { x } from "./x";
/** A user. */
export interface User {
  readonly name: string;
}
export class Store {
  private readonly users: User[] = [];
  find(name: string): User | undefined {
    const inner = this.users;
    return inner.find((user) => user.name === name);
  }
}
export function open(path: string): Store {
  if (path) {
    throw new Error(path);
  }
}
const limit = 3;`;
    assert.deepEqual(outlined(text), [
      "export interface User {",
      "readonly name: string;",
      "export class Store {",
      "private readonly users: User[] = [];",
      "find(name: string): User | undefined {",
      "export function open(path: string): Store {",
      "const limit = 3;",
    ]);
  });

  it("knows Python, Go and Rust", () => {
    assert.deepEqual(outlined("class A:\n    def f(self):\n        x = 1\n        return x\n\ndef g():\n    pass"), [
      "class A:",
      "def f(self):",
      "def g():",
    ]);
    assert.deepEqual(outlined("type A struct {\n\tName string\n}\nfunc (a *A) F() error {\n\treturn nil\n}"), [
      "type A struct {",
      "Name string",
      "func (a *A) F() error {",
    ]);
    assert.deepEqual(
      outlined("pub struct A {\n    pub name: String,\n}\nimpl A {\n    pub fn f(&self) {\n        x();\n    }\n}"),
      ["pub struct A {", "pub name: String,", "impl A {", "pub fn f(&self) {"],
    );
  });
});
