import assert from "node:assert/strict";
import { importsOf } from "../../../../src/completion/context/imports";
import { PathIndex } from "../../../../src/completion/context/paths";

const cases: readonly (readonly [
  what: string,
  from: string,
  text: string,
  target: string,
  names: readonly string[],
])[] = [
  ["a named import", "src/a.ts", 'import { one, type Two } from "./b";', "src/b.ts", ["one", "Two"]],
  [
    "an import over several lines",
    "src/a.ts",
    'import {\n  one,\n  two,\n} from "../lib/b";',
    "lib/b.ts",
    ["one", "two"],
  ],
  ["an import with an ending", "src/a.ts", 'import b from "./b.js";', "src/b.ts", ["b"]],
  ["a folder's index", "src/a.ts", 'export * from "./parts";', "src/parts/index.ts", []],
  ["the index of this folder", "src/sub/a.ts", 'import { x } from "..";', "src/index.ts", ["x"]],
  ["an alias", "src/a.ts", 'import { x } from "@/core/deep";', "src/core/deep.ts", ["x"]],
  ["require", "src/a.js", 'const b = require("./b");', "src/b.js", []],
  ["Python, relative", "pkg/a.py", "from .b import one, two", "pkg/b.py", ["one", "two"]],
  ["Python, by package", "app/main.py", "from pkg.core.b import one", "pkg/core/b.py", ["one"]],
  ["Python, a package itself", "app/main.py", "import pkg.core", "pkg/core/__init__.py", []],
  ["Go", "cmd/main.go", 'import (\n\t"fmt"\n\t"example.org/repo/store"\n)', "store/store.go", []],
  ["Rust", "src/main.rs", "use crate::model::user::{User, Role};", "src/model/user.rs", ["User", "Role"]],
  ["Rust, a module", "src/main.rs", "mod model;", "src/model/mod.rs", []],
  ["Java", "src/com/acme/App.java", "import com.acme.util.Text;", "src/com/acme/util/Text.java", []],
  ["C++", "src/a.cpp", '#include "util/text.hpp"', "src/util/text.hpp", []],
];

describe("imports", () => {
  for (const [what, from, text, target, names] of cases) {
    it(`are found: ${what}`, () => {
      const paths = new PathIndex([target, from, "other/far/unrelated.ts", "other/x.py"]);
      const found = importsOf(text).find((one) => paths.resolve(one.from, from).includes(target));
      assert.ok(found, `${JSON.stringify(importsOf(text))} → ${target}`);
      if (names.length > 0) for (const name of names) assert.ok(found.names.includes(name), name);
    });
  }

  it("of packages lead nowhere", () => {
    const paths = new PathIndex(["src/a.ts", "src/b.ts"]);
    assert.deepEqual(paths.resolve("react", "src/a.ts"), []);
    assert.deepEqual(paths.resolve("node:fs/promises", "src/a.ts"), []);
  });

  it("mean the nearest of several files with the same end", () => {
    const paths = new PathIndex(["x/core/util.ts", "y/core/util.ts"]);
    assert.equal(paths.resolve("@/core/util", "y/app.ts")[0], "y/core/util.ts");
  });
});
