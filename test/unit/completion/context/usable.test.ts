import assert from "node:assert/strict";
import { declaredIn } from "../../../bench/context/coined";
import { usableIn } from "../../../bench/context/usable";

const STORE = `import { a } from "./a";

export class Store {
  private readonly open = new Map();

  find(name: string): User {
    const user = this.open.get(name);
    if (isBoolean(user)) {
      user.rename(other);
    } else if (isNumber(user)) {
      drop(user);
    }
    return user;
  }
}
`;

function usable(shown: string): string[] {
  const context = `+++++ ./store.ts\n${shown}\n+++++ src/b.ts\n`;
  const { names } = usableIn(context, (path) => (path === "src/store.ts" ? STORE : undefined), "src/b.ts");
  return [...names];
}

describe("what the context benchmark takes for usable: whole units", () => {
  it("a signature under its owner's line, and not without", () => {
    assert.deepEqual(usable("export class Store {\n  find(name: string): User\n}"), ["Store", "find", "name", "User"]);
    assert.deepEqual(usable("  find(name: string): User"), []);
  });

  it("lines that stand together, with their indentation", () => {
    const group =
      "    const user = this.open.get(name);\n    if (isBoolean(user)) {\n      user.rename(other);\n    } else if (isNumber(user)) {\n      drop(user);\n    }";
    assert.ok(usable(group).includes("isNumber"));
    assert.deepEqual(usable(group.replaceAll(/^ +/gm, "")), []);
  });

  it("no line that stands alone, is cut off, or is beside another by chance", () => {
    assert.deepEqual(usable("    const user = this.open.get(name);"), []);
    assert.deepEqual(usable("    if (isBoolean(user)) {\n      user.rename(other);"), []);
    assert.deepEqual(usable("    } else if (isNumber(user)) {\n      drop(user);\n    }"), []);
    assert.deepEqual(usable("    const user = this.open.get(name);\n    return user;"), []);
  });

  it("names in a file that the repository does not have never count", () => {
    assert.deepEqual([...usableIn("+++++ c.ts\nconst a1 = b1;\nconst c1 = d1;", () => undefined, "b.ts").names], []);
  });

  it("names that a text declares are told from those that it uses", () => {
    const declared = declaredIn("a.ts", [
      "const made = used(other);",
      "function named(given: Type) {",
      "for (const one of all) {",
    ]);
    assert.deepEqual(
      ["made", "named", "given", "one", "used", "other", "Type", "all"].map((name) => declared.has(name)),
      [true, true, true, true, false, false, false, false],
    );
  });
});
