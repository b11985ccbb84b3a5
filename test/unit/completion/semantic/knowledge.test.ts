import assert from "node:assert/strict";
import { type Listed, namesIn } from "../../../../src/completion/semantic/knowledge";

const member = (...texts: string[]): Listed => ({ texts, kind: "member" });
const word = (...texts: string[]): Listed => ({ texts, kind: "word" });
const other = (...texts: string[]): Listed => ({ texts, kind: "other" });
const sorted = (names: ReadonlySet<string> | undefined) => names && [...names].sort();

describe("the names in a list of completions", () => {
  it("are those of labels, however they are dressed, of inserted text and of filters", () => {
    const list = [
      member("push"),
      member("add(int index, E element) : void", "add(${1:index}, ${2:element})$0"),
      member(" size() const"),
      member("?.length", "length"),
      member('["a-b"]'),
      member("größe"),
    ];
    assert.deepEqual(sorted(namesIn(list)), ["a", "add", "größe", "length", "push", "size"]);
  });

  it("tell nothing if the list is empty or of words and snippets only", () => {
    assert.equal(namesIn([]), undefined);
    assert.equal(namesIn([word("push"), other("for")]), undefined);
    assert.equal(namesIn([other("for")]), undefined);
  });

  it("include keywords once there is a member", () => {
    assert.deepEqual(sorted(namesIn([member("poll"), other("await")])), ["await", "poll"]);
  });

  it("tell nothing if words of the file are among them, except of what is built into JavaScript", () => {
    assert.equal(namesIn([member("push"), word("name")]), undefined);
    const array = [member("push"), member("toLocaleString"), word("name")];
    assert.deepEqual(sorted(namesIn(array)), ["name", "push", "toLocaleString"]);
  });

  it("tell nothing of an object of which only what every object has is known", () => {
    assert.equal(namesIn([member("__class__"), member("__init__")]), undefined);
    assert.deepEqual(sorted(namesIn([member("__class__"), member("name")])), ["__class__", "name"]);
  });

  it("tell nothing of an object that answers to every name", () => {
    for (const name of ["__getattr__", "__get", "__call", "__callStatic"]) {
      assert.equal(namesIn([member("name"), member(name)]), undefined);
    }
  });
});
