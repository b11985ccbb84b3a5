import assert from "node:assert/strict";
import { memberAccessAt } from "../../../../src/completion/semantic/access";
import { mayBeMember } from "../../../../src/completion/semantic/verdict";
import { marked } from "../marked";

interface Case {
  readonly language?: string;
  readonly source: string;
  readonly text: string;
  readonly replaces?: number;
  readonly names?: readonly string[];
}

const ARRAY = ["push", "pop", "length", "map"];

function mayBe({ language, source, text, replaces = 0, names = ARRAY }: Case): boolean {
  const snapshot = marked(source, language);
  const access = memberAccessAt(snapshot);
  assert.ok(access, "There is no member access here.");
  return mayBeMember(new Set(names), access, snapshot, { text, replaces });
}

const itAllows = (cases: Readonly<Record<string, Case>>) =>
  Object.entries(cases).forEach(([name, one]) => it(`may go on with ${name}`, () => assert.equal(mayBe(one), true)));
const itDrops = (cases: Readonly<Record<string, Case>>) =>
  Object.entries(cases).forEach(([name, one]) =>
    it(`may not go on with ${name}`, () => assert.equal(mayBe(one), false)),
  );

describe("a suggestion behind a member access", () => {
  itAllows({
    "a member": { source: "names.█", text: "push(name);" },
    "the rest of a member": { source: "names.pu█", text: "sh(name);" },
    "a member and then whatever follows": { source: "names.█", text: "map(x => x.nothing)" },
    "a member that is called if it is there": { source: "names.█", text: "map?.(f)" },
    "the beginning of a member, where the text ends": { source: "names.█", text: "le" },
    "a member that goes on behind the cursor": { source: "names.█gth;", text: "len" },
    "a member in place of what stands there": { source: "names.█pup();", text: "pop", replaces: 3 },
    "no more of a name that the person wrote": { source: "names.nothing█", text: "();" },
    "no name at all": { source: "names.█", text: "\n  push(1)" },
    "a private name": { source: "this.█", text: "#secret = 1;" },
    "a name with a dollar": { source: "this.█", text: "names$.next();" },
    "a variable's name": { language: "php", source: "Names::█", text: "$all;" },
    "a digit": { language: "rust", source: "pair.█", text: "0" },
    "a word of the language": { language: "rust", source: "request.█", text: "await?;" },
    "another word of another language": { language: "java", source: "Name.█", text: "class);" },
    "a new member of an open object": { language: "javascript", source: "names.█", text: "first = 1;" },
    "a new member with a default": { language: "javascript", source: "names.█", text: "first ??= 1;" },
    "a new attribute": { language: "python", source: "self.█", text: "first = 1" },
    "a new attribute with its type": { language: "python", source: "self.█", text: "first: list[int] = []" },
    "two new attributes": { language: "python", source: "self.█", text: "first, self.last = ends" },
    "an assignment whose value stands behind the cursor": { language: "python", source: "self.█ = 1", text: "first" },
    "a new member of a function": { source: "Button.█", text: "displayName = 1;", names: ["apply", "bind"] },
    "a key of the environment": { source: "process.env.█", text: "HOME;", names: ["TZ"] },
    "what the person uses of the same thing": {
      language: "python",
      source: "self.objects.all()\nother = self.█",
      text: "objects.first()",
    },
    "what is declared below, though the server does not see it": {
      source: "class A {\n  f() {\n    if (this.█\n  }\n  private async append(one: string) {}\n}",
      text: "append(1)) {",
    },
    "what the person uses of the same thing below": { source: "a(config.█);\nb(config.depth)", text: "depth)" },
  });

  itDrops({
    "an unknown name": { source: "names.█", text: "append(name);" },
    "the rest of an unknown name": { source: "names.pu█", text: "ll(name);" },
    "a name that is longer than a member": { source: "names.█", text: "pushAll(more);" },
    "a name that is shorter than a member": { source: "names.█", text: "pus(name);" },
    "the beginning of nothing, where the text ends": { source: "names.█", text: "app" },
    "a member that goes on otherwise behind the cursor": { source: "names.█ght;", text: "len" },
    "a member's name in other letters": { source: "names.█", text: "Length" },
    "an unknown name that is called if it is there": { source: "names.█", text: "append?.(f)" },
    "an assignment where objects are closed": { source: "names.█", text: "first = 1;" },
    "a comparison": { language: "javascript", source: "if (names.█)", text: "first == 1" },
    "an addition to what is not there": { language: "python", source: "self.█", text: "count += 1" },
    "a function of an unknown name": { language: "javascript", source: "const f = names.█", text: "each(a => a)" },
    "another language's word": { source: "names.█", text: "await" },
    "what the person uses of other things": {
      source: "b.append(1);\nmy.names.append(1);\nnames.█",
      text: "append(2);",
    },
    "what is assigned only behind it": { language: "python", source: "if self.█", text: "first: last = 1" },
    "an argument before one with a name": { language: "python", source: "f(self.█", text: "first, last=1)" },
    "a part of what the person uses": { source: "names.appendAll(1);\nnames.█", text: "append(2);" },
    "what another thing declares": { source: "class A {\n  append() {}\n}\nnames.█", text: "append(1);" },
    "what is called near by": { source: "class A {\n  f() {\n    b.append(1);\n    this.█", text: "append(1);" },
    "an unknown name on an unnamed thing": { source: "f(1).append(2);\nf(2).█", text: "append(2);" },
  });
});
