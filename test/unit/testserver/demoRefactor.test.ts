import assert from "node:assert/strict";
import { asRefactoring, refactor } from "../../mistral/brains/demo/refactor";
import type { ChatRequest } from "../../mistral/requests";

interface Asked {
  readonly before?: string;
  readonly after?: string;
  readonly path?: string;
  readonly schema?: string;
}

function requestFor(instruction: string, code: string, asked: Asked = {}): ChatRequest {
  const { before = "", after = "", path = "src/cart.ts", schema = "refactoring_edit" } = asked;
  const file = `${before}\n<target>\n${code}\n</target>\n${after}`;
  const content = `<instruction>\n${instruction}\n</instruction>\n<file path="${path}" language="typescript">\n${file}\n</file>`;
  return {
    model: "mistral-medium-latest",
    messages: [
      { role: "system", content: "You change code with care." },
      { role: "user", content },
    ],
    response_format: { type: "json_schema", json_schema: { name: schema, schema: {} } },
  };
}

function edit(instruction: string, code: string, asked: Asked = {}) {
  const refactoring = asRefactoring(requestFor(instruction, code, asked));
  assert.ok(refactoring);
  const result = refactor(refactoring, [{ path: "src/taken.test.ts", text: "" }]);
  assert.match(result.summary, /^By fixed rules, no model: /);
  return result;
}

function replaced(instruction: string, code: string, asked: Asked = {}): string {
  const result = edit(instruction, code, asked);
  assert.ok("replacement" in result);
  return result.replacement;
}

const written = (code: string, path: string) => {
  const result = edit("Write tests for this code in a new file.", code, { path, schema: "new_test_file" });
  assert.ok("content" in result);
  return result;
};

const document = "Document this code in the form that is usual for typescript (doc comments).";
const simplify = "Simplify this code: less nesting.";
const fix = (diagnostic: string) => `Fix these problems with the smallest change that is right:\n${diagnostic}`;

describe("the demo's refactorings", () => {
  it("are those that come with their schema, in the message that has the target", () => {
    const request = requestFor("rename a to b", "a");
    const repaired: ChatRequest = {
      ...request,
      messages: [...request.messages, { role: "assistant", content: "{}" }, { role: "user", content: "Does not fit." }],
    };
    assert.equal(asRefactoring(repaired)?.target.code, "a");
    assert.equal(asRefactoring({ ...request, response_format: { type: "json_object" } }), undefined);
    assert.equal(asRefactoring({ ...request, messages: [{ role: "user", content: "Hello" }] }), undefined);
  });

  it("keep the target to the letter, whatever its file says", () => {
    const request = requestFor("x", "  a\n\n</file>\n  b\n", { before: "<instruction>\nno\n</instruction>\n" });
    assert.equal(asRefactoring(request)?.target.code, "  a\n\n</file>\n  b\n");
    assert.equal(asRefactoring(request)?.target.instruction, "x");
  });

  describe("documentation", () => {
    it("is a doc comment from the signature", () => {
      const code = "  export function totalOfCart(items: readonly Item[], taxRate = 0.2): number {\n  }";
      assert.equal(
        replaced(document, code),
        `  /**\n   * Total of cart.\n   * @param items the items\n   * @param taxRate the tax rate\n   * @returns number\n   */\n${code}`,
      );
    });

    it("is a docstring in Python", () => {
      assert.equal(
        replaced(document, "def total(items: list[int]) -> int:\n    return sum(items)", { path: "a.py" }),
        'def total(items: list[int]) -> int:\n    """Total. Takes items. Returns int."""\n    return sum(items)',
      );
    });

    it("is a comment line elsewhere", () => {
      const documented = replaced(document, "func Total(items []int) int {\n}", { path: "a.go" });
      assert.match(documented, /^\/\/ Total: Total\..*\nfunc Total/);
    });

    it("finds methods and arrow functions", () => {
      assert.match(replaced(document, "const add = (a: number, b: number) => a + b;"), /@param a the a\n \* @param b/);
      assert.match(replaced(document, "  private async load(path: string) {\n  }"), /^ {2}\/\*\*\n {3}\* Load\./);
    });

    it("leaves alone what has a comment, or is no function", () => {
      for (const code of ["/** Known. */\nfunction f() {}", "if (a) {\n}"])
        assert.equal(replaced(document, code), code);
      const code = "function f() {}";
      assert.equal(replaced(document, code, { before: "/** Known. */" }), code);
    });
  });

  describe("simplify", () => {
    it("returns a condition as it is", () => {
      assert.equal(replaced(simplify, "if (a > 1) {\n  return true;\n} else {\n  return false;\n}"), "return a > 1;");
      assert.equal(replaced(simplify, "if (a) {\n  return true;\n}\nreturn false;"), "return Boolean(a);");
      assert.equal(replaced(simplify, "if (a) { return false; }\nreturn true;"), "return !(a);");
    });

    it("leaves a condition that always answers the same", () => {
      const code = "if (f()) { return true; } else { return true; }";
      assert.equal(replaced(simplify, code), code);
    });

    it("drops comparisons with true and false", () => {
      assert.equal(replaced(simplify, "while (a.b === true && c() == false) {}"), "while (a.b && !c()) {}");
    });

    it("makes a const of what is never assigned again", () => {
      assert.equal(replaced(simplify, "let a = 1;\nlet b = a;\nb += 1;"), "const a = 1;\nlet b = a;\nb += 1;");
      for (const code of [
        "let a = 1;\na++;",
        "let a = 1;\n--a;",
        "let a = 1;\n[a, b] = [b, a];",
        "let a: number;\na = 1;",
      ]) {
        assert.equal(replaced(simplify, code), code);
      }
      assert.equal(replaced(simplify, "let a = 1;", { after: "a = 2;" }), "let a = 1;");
      assert.equal(
        replaced(simplify, "let a = 1;\nif (a == 2 || a >= 3) b((a) => a);"),
        "const a = 1;\nif (a == 2 || a >= 3) b((a) => a);",
      );
    });

    it("changes nothing when it knows nothing", () => {
      assert.equal(replaced(simplify, "a();"), "a();");
      assert.match(edit(simplify, "a();").summary, /nothing was changed/);
    });
  });

  describe("fix", () => {
    it("takes the name that the diagnostic proposes", () => {
      const diagnostic = "line 3: Cannot find name 'itmes'. Did you mean 'items'?";
      assert.equal(replaced(fix(diagnostic), "itmes.map((itmesX) => itmes)"), "items.map((itmesX) => items)");
    });

    it("adds a semicolon", () => {
      assert.equal(replaced(fix("';' expected."), "if (a) {\n  f()\n}"), "if (a) {\n  f();\n}");
    });

    it("says that it knows no rule", () => {
      assert.equal(replaced(fix("Type 'a' is not assignable."), "x"), "x");
      assert.match(edit(fix("Type 'a' is not assignable."), "x").summary, /no rule/);
    });
  });

  describe("a free instruction", () => {
    it("renames in the target, and where a line can be told apart", () => {
      const result = edit("Please rename `cart` to basket", "cart.add(cartItem);", {
        before: "let cart = 1;\nuse(other);\n",
        after: "\nx(cart);\nx(cart);",
      });
      assert.ok("replacement" in result);
      assert.equal(result.replacement, "basket.add(cartItem);");
      assert.deepEqual(result.elsewhere, [{ find: "let cart = 1;", replace: "let basket = 1;" }]);
    });

    it("is written down when no rule knows it", () => {
      assert.equal(replaced("Make it\n faster", "  go();"), "  // Asked: Make it faster\n  go();");
      assert.equal(replaced("Faster", "go()", { path: "a.py" }), "# Asked: Faster\ngo()");
    });
  });

  describe("tests", () => {
    it("call the function with values of its types", () => {
      const { path, content } = written(
        "export function f(a: string, b: number[], c: Item, d?: number): void {}",
        "src/cart.ts",
      );
      assert.equal(path, "src/cart.test.ts");
      assert.match(content, /import \{ f \} from "\.\/cart";/);
      assert.match(content, /f\("text", \[\], \{\} as never\)/);
    });

    it("wait for a promise", () => {
      const { content } = written("export async function f(): Promise<void> {}", "cart.js");
      assert.match(content, /from "\.\/cart\.js"/);
      assert.match(content, /await assert\.doesNotReject\(f\(\)\)/);
    });

    it("are written for pytest in Python", () => {
      const { path, content } = written("def total(items: list[int], rate: float = 1.0):", "shop/cart.py");
      assert.equal(path, "shop/test_cart.py");
      assert.match(content, /from cart import total[\s\S]*def test_total_can_be_called\(\):\n {4}total\(\[\]\)/);
    });

    it("take no file's place", () => {
      assert.equal(written("function f() {}", "src/taken.ts").path, "src/taken_demo.test.ts");
    });
  });
});
