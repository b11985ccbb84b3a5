import assert from "node:assert/strict";
import { memberAccessAt } from "../../../../src/completion/semantic/access";
import { marked } from "../marked";

const accessAt = (source: string, languageId = "typescript") => memberAccessAt(marked(source, languageId));

function itStandsBehind(languageId: string, source: string, receiver: string, begun: string): void {
  it(`is seen in ${languageId}: ${source}`, () => {
    const access = accessAt(source, languageId);
    assert.deepEqual([access?.receiver, access?.begun], [receiver, begun]);
    const line = source.slice(source.lastIndexOf("\n") + 1, source.indexOf("█"));
    assert.equal(`${access?.line}${begun}`, line);
  });
}

function itStandsElsewhere(languageId: string, source: string): void {
  it(`is not seen in ${languageId}: ${source}`, () => assert.equal(accessAt(source, languageId), undefined));
}

describe("a member access", () => {
  itStandsBehind("typescript", "const a = names.█;", "names", "");
  itStandsBehind("typescript", "const a = this.names.pu█", "this.names", "pu");
  itStandsBehind("typescript", "a?.b█", "a", "b");
  itStandsBehind("typescript", "a!.b!.█", "a!.b", "");
  itStandsBehind("typescript", "call()\n  .then(f)\n  .█", "", "");
  itStandsBehind("typescript", 'f("a // b", list[1].█)', "", "");
  itStandsBehind("typescript", "const s = `it is ${name.█}`", "name", "");
  itStandsBehind("typescript", "const s = `it is ${ {a: 1}.█", "", "");
  itStandsBehind("typescript", "const x1 = a1.█", "a1", "");
  itStandsBehind("typescript", "const x = /* all */ all.█", "all", "");
  itStandsBehind("cpp", "node->ne█", "node", "ne");
  itStandsBehind("cpp", "std::vec█", "std", "vec");
  itStandsBehind("cpp", "a.b->c█", "a.b", "c");
  itStandsBehind("rust", "fn f(s: &'static str) { s.█", "s", "");
  itStandsBehind("rust", "if c == '\"' { s.█", "s", "");
  itStandsBehind("rust", "String::fr█", "String", "fr");
  itStandsBehind("php", "$this->na█", "$this", "na");
  itStandsBehind("python", "self.na█  # rest", "self", "na");
  itStandsBehind("python", "total = 7 // self.█", "self", "");

  itStandsElsewhere("typescript", "const a = names█");
  itStandsElsewhere("typescript", "const a = 1.█");
  itStandsElsewhere("typescript", "const a = [1_000.█]");
  itStandsElsewhere("typescript", "const a = b ? .5█");
  itStandsElsewhere("typescript", "f(...na█)");
  itStandsElsewhere("typescript", 'const a = "names.█"');
  itStandsElsewhere("typescript", "const a = `names.█`");
  itStandsElsewhere("typescript", 'const a = "it is \\" names.█"');
  itStandsElsewhere("typescript", "// See names.█");
  itStandsElsewhere("typescript", "/* See names.█");
  itStandsElsewhere("typescript", "names->█");
  itStandsElsewhere("python", "# See names.█");
  itStandsElsewhere("python", '"""See names.█');
  itStandsElsewhere("rust", "for i in 0..n█");
  itStandsElsewhere("php", '$all = $a . $b.█"');
  itStandsElsewhere("ruby", "names.█");
  itStandsElsewhere("markdown", "The end.█");
  itStandsElsewhere("plaintext", "names.█");

  it("is found without delay on a line that is a whole file", () => {
    assert.equal(accessAt(`${"a".repeat(200_000)}).█`)?.receiver, "");
  });
});
