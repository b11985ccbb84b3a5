import assert from "node:assert/strict";
import { commented } from "../../../../src/completion/context/comments";
import { Draft } from "../../../../src/completion/context/draft";
import { shortPath } from "../../../../src/completion/context/header";
import { Library } from "../../../../src/completion/context/library";
import { Pauses } from "../../../../src/completion/context/pause";

async function fileOf(path: string, text: string) {
  const library = new Library();
  await library.put(path, text, new Pauses(new AbortController().signal));
  const file = library.get(path);
  assert.ok(file);
  return file;
}

/** What a reader sees of a file when all its signatures are shown. */
async function signatures(path: string, text: string): Promise<string> {
  const file = await fileOf(path, text);
  const draft = new Draft(file);
  draft.add(file.units.signatures);
  return draft.text();
}

/** The first lines of the statements, and how many lines they have. */
async function statements(path: string, text: string): Promise<Record<string, number>> {
  const { units, lines } = await fileOf(path, text);
  return Object.fromEntries(
    [...units.ends].flatMap((end, at) => (end === -1 ? [] : [[lines[at]?.trim() ?? "", end - at + 1]])),
  );
}

const BODY = (indent: string) => Array.from({ length: 9 }, (_, at) => `${indent}work${at}()`).join("\n");

describe("whole units of a file", () => {
  it("TypeScript: signatures below their owners' lines, without bodies", async () => {
    const text = `import { a } from "./a";

/** Users. */
export class Store<T extends User = User> {
  private readonly open = new Map<string, T>();

  find(name: string, { exact }: Options = {}): T | undefined {
${BODY("    ")}
  }

  get size() {
    return this.open.size;
  }
}

export const first = (store: Store) => {
${BODY("  ")}
};
const TABLE = {
${BODY("  ").replaceAll("()", ": 1,")}
};
export type Kind = "a" | "b";
`;
    assert.equal(
      await signatures("a.ts", text),
      `export class Store<T extends User = User> {
  private readonly open = new Map<string, T>();
  find(name: string, { exact }: Options = {}): T | undefined
  get size()
}
export const first = (store: Store) => ...
export type Kind = "a" | "b";`,
    );
  });

  it("Python: as stubs, without docstrings", async () => {
    const text = `class Store:
    """Users.

    Words that are no names.
    """

    limit: int = 3

    def find(self, name: str) -> User:
        """Finds one."""
${BODY("        ")}

def first(store: Store):
${BODY("    ")}
`;
    assert.equal(
      await signatures("a.py", text),
      `class Store:
    limit: int = 3
    def find(self, name: str) -> User: ...
def first(store: Store): ...`,
    );
    const { vocabulary } = await fileOf("a.py", '"""\nwords\n"""\nname = 1');
    assert.equal(vocabulary.length, 1);
  });

  it("Go and Java, with braces on lines of their own too", async () => {
    assert.equal(
      await signatures("a.go", `type A struct {\n\tName string\n}\n\nfunc (a *A) F(n int) error {\n${BODY("\t")}\n}`),
      "type A struct {\n\tName string\n}\nfunc (a *A) F(n int) error",
    );
    assert.equal(
      await signatures(
        "A.java",
        `public class A extends B {\n    private int n;\n\n    public int f(int m)\n    {\n${BODY("        ")}\n    }\n}`,
      ),
      "public class A extends B {\n    private int n;\n    public int f(int m)\n}",
    );
  });

  it("statements are whole, with all they open", async () => {
    const text = `if (a) {
  b();
} else if (c) {
  d();
}
const text = "{ (" + '}';
call(
  // )
  x,
);
chain
  .one()
  .two();
const pattern = /[({]/.test(x);
loop(() => {
${BODY("  ")}
});
`;
    assert.deepEqual(await statements("a.ts", text), {
      "if (a) {": 5,
      "b();": 1,
      "d();": 1,
      [`const text = "{ (" + '}';`]: 1,
      "call(": 4,
      "x,": 1,
      chain: 3,
      "const pattern = /[({]/.test(x);": 1,
      ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`work${at}()`, 1])),
    });
  });

  it("Python's statements end with their blocks", async () => {
    const text = "if a:\n    b()\nelif c:\n    d()\nfor x in y:\n    z(\n        x)\n";
    assert.deepEqual(await statements("a.py", text), { "if a:": 4, "b()": 1, "d()": 1, "for x in y:": 3, "z(": 2 });
  });

  it("groups that do not stand together are kept apart", async () => {
    const file = await fileOf("a.ts", "one();\ntwo();\n\nthree();\nfour();\n");
    const draft = new Draft(file);
    draft.add([{ at: 0, end: 1, declares: false }]);
    draft.add([{ at: 3, end: 4, declares: false }]);
    assert.equal(draft.text(), "one();\ntwo();\n\nthree();\nfour();");
    assert.deepEqual(draft.source(10), { path: "a.ts", lines: { first: 1, last: 5 }, characters: 10 });
  });
});

describe("whole units, and what is said of their files", () => {
  it("their paths, as an import would have them where that is shorter", () => {
    assert.equal(shortPath("src/chat/tools/readFile.ts", "src/chat/tools/index.ts"), "./readFile.ts");
    assert.equal(shortPath("src/chat/turn.ts", "src/chat/tools/index.ts"), "../turn.ts");
    assert.equal(shortPath("test/a.ts", "src/chat/tools/index.ts"), "test/a.ts");
  });

  it("remarks, as comments of the file's language that nothing in them ends", () => {
    assert.equal(commented("Problem: x", "a.py"), "# Problem: x");
    assert.equal(commented("a */ b", "a.css"), "/* a  b */");
    assert.equal(commented("x", "a.go"), "// x");
    assert.equal(commented("a --> b", "a.vue"), "<!-- a  b -->");
  });
});
