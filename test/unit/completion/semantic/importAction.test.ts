import assert from "node:assert/strict";
import { isImportOnly, type TextChange, unambiguous } from "../../../../src/completion/semantic/importAction";

/** A document in which `[` and `]` in double stand around what is replaced, `«` and `»` around what was accepted. */
function read(source: string) {
  const marks = ["[[", "]]", "«", "»"];
  const places: Record<string, { line: number; character: number }> = {};
  const lines = source.split("\n").map((text, line) => {
    let rest = text;
    const order = marks.filter((mark) => rest.includes(mark)).sort((a, b) => rest.indexOf(a) - rest.indexOf(b));
    for (const mark of order) {
      places[mark] = { line, character: rest.indexOf(mark) };
      rest = rest.replace(mark, "");
    }
    return rest;
  });
  const at = (mark: string) => {
    const place = places[mark];
    assert.ok(place, `${mark} is missing in ${source}`);
    return place;
  };
  return {
    replaced: { start: at("[["), end: at("]]") },
    accepted: { start: at("«"), end: at("»") },
    lineAt: (line: number) => lines[line] ?? "",
  };
}

interface Case {
  readonly title?: string;
  readonly source: string;
  readonly newText: string;
}

function decide({ title = 'Add import from "./x"', source, newText }: Case): boolean {
  const { replaced, accepted, lineAt } = read(source);
  return isImportOnly(title, [{ ...replaced, newText }], accepted, lineAt);
}

const IMPORT = 'import { X } from "./x";\n';
const IN_FRONT = "[[]]const a = 1;\n«X()»";

const itApplies = (cases: Readonly<Record<string, Case>>) =>
  Object.entries(cases).forEach(([name, one]) => it(`takes ${name}`, () => assert.equal(decide(one), true)));
const itLeaves = (cases: Readonly<Record<string, Case>>) =>
  Object.entries(cases).forEach(([name, one]) => it(`leaves ${name}`, () => assert.equal(decide(one), false)));

describe("a quick fix that imports", () => {
  itApplies({
    "a new import": { source: IN_FRONT, newText: IMPORT },
    "a new import with blank lines": { source: IN_FRONT, newText: `${IMPORT}\n` },
    "a new import over several lines": { source: IN_FRONT, newText: 'import {\n  X,\n} from "./x";\r\n' },
    "a new import right in front of what was accepted": { source: "[[]]«X()»", newText: IMPORT },
    "a new import below another": { source: 'import a from "a";[[]]\n«X()»', newText: `\n${IMPORT.trim()}` },
    "a new import below others and a comment": {
      source: 'import a from "a";\n// All is imported.\n[[]]const b = 1;\n«X()»',
      newText: IMPORT,
    },
    "a name in an import": { source: 'import { A[[]] } from "./x";\n«X()»', newText: ", X" },
    "a name in an import over several lines": {
      source: 'import {\n  A,\n  B[[]],\n} from "./x";\n«X()»',
      newText: ",\n  X",
    },
    "a line in an import over several lines": {
      source: 'import {\n  A,\n[[]]  Z,\n} from "./x";\n«X()»',
      newText: "  X,\n",
    },
    "an import in place of another": {
      source: '[[import type { A } from "./x";]]\n«X()»',
      newText: 'import { type A, X } from "./x";',
    },
    "a line of Go's": { source: 'import (\n\t"os"\n[[]])\n«fmt.P()»', newText: '\t"fmt"\n' },
    "Go's first": { source: "package a\n\n[[]]func f() { «fmt.P()» }", newText: 'import "fmt"\n\n' },
    "Python's": { title: 'Add "from os import path"', source: IN_FRONT, newText: "from os import path\n\n\n" },
    "Java's": { title: "Import 'List' (java.util)", source: IN_FRONT, newText: "import java.util.List;\n" },
    "C#'s": { title: "using System.IO;", source: IN_FRONT, newText: "using System.IO;\r\n" },
    "C++'s": { title: "Include <vector> for symbol std::vector", source: IN_FRONT, newText: "#include <vector>\n" },
    "Rust's": { title: "Import `std::fs::File`", source: IN_FRONT, newText: "use std::fs::File;\n" },
    "JavaScript's older one": { source: IN_FRONT, newText: 'const { X } = require("./x");\n' },
    "an update": { title: 'Update import from "./x"', source: 'import { A[[]] } from "./x";\n«X()»', newText: ", X" },
  });

  itLeaves({
    "what says something else": { title: "Change spelling to 'Y'", source: IN_FRONT, newText: IMPORT },
    "what imports all there is": { title: "Add all missing imports", source: IN_FRONT, newText: IMPORT },
    "what imports all there is, in other words": { title: "Import all names", source: IN_FRONT, newText: IMPORT },
    "a blank line": { source: IN_FRONT, newText: "\n" },
    "what removes an import": { title: "Remove import from './x'", source: `[[${IMPORT.trim()}]]\n«X()»`, newText: "" },
    "what changes the accepted text": { source: "const a = 1;\n«[[X()]]»", newText: IMPORT },
    "what changes a part of the accepted text": { source: "import a;\n«X(\n[[]]1)»", newText: IMPORT },
    "what stands at the end of the accepted text": { source: "«X()»[[]]", newText: `\n${IMPORT}` },
    "a declaration": { source: IN_FRONT, newText: "const X = 1;\n" },
    "a declaration behind an import": { source: IN_FRONT, newText: `${IMPORT}const X = 1;\n` },
    "an import within a line of code": { source: "const a = [[]]1;\n«X()»", newText: "import x " },
    "a call of import": { source: IN_FRONT, newText: 'import("./x");\n' },
    "a change of code": { source: "[[const a = 1;]]\n«X()»", newText: IMPORT },
    "a line behind an import that is complete": { source: 'import {\n  A,\n} from "a";\n[[]]«X()»', newText: "X,\n" },
    nothing: { source: IN_FRONT, newText: "" },
  });

  it("has to consist of imports throughout, and of at least one", () => {
    const { replaced, accepted, lineAt } = read(IN_FRONT);
    const good: TextChange = { ...replaced, newText: IMPORT };
    const bad: TextChange = { ...replaced, newText: "const X = 1;\n" };
    const decideAll = (...changes: TextChange[]) => isImportOnly("Import 'X'", changes, accepted, lineAt);
    assert.deepEqual([decideAll(good, good), decideAll(good, bad), decideAll()], [true, false, false]);
  });
});

describe("the choice among quick fixes", () => {
  const plain = { title: "plain", isPreferred: false };
  const other = { title: "other", isPreferred: false };
  const preferred = { title: "preferred", isPreferred: true };

  it("is the only one, or the one that is preferred", () => {
    assert.equal(unambiguous([plain]), plain);
    assert.equal(unambiguous([plain, preferred, other]), preferred);
  });

  it("is none if there are several alike", () => {
    assert.equal(unambiguous([]), undefined);
    assert.equal(unambiguous([plain, other]), undefined);
    assert.equal(unambiguous([preferred, plain, preferred]), undefined);
  });
});
