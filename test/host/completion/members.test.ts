import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Snapshot } from "../../../src/completion/snapshot";
import { LanguageMembers } from "../../../src/vscode/completion/members";
import { openFile } from "../support/files";

const CURSOR = "█";
const signal = new AbortController().signal;

/** A file of the workspace in an editor, with the cursor at the mark; what is seen there. */
async function openAt(path: string, source: string): Promise<Snapshot> {
  const [prefix = "", suffix = ""] = source.split(CURSOR);
  const document = await openFile(path, prefix + suffix);
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(prefix.length);
  editor.selection = new vscode.Selection(position, position);
  const { uri, languageId } = document;
  return { document: uri.toString(), path, languageId, indentation: "  ", prefix, suffix, explicit: false };
}

const membersAt = (snapshot: Snapshot) => new LanguageMembers().members(snapshot, signal);

/** What is found where a language server says `list` and no other is there. */
async function membersOf(
  list: vscode.CompletionItem[] | vscode.CompletionList,
): Promise<ReadonlySet<string> | undefined> {
  const provider = vscode.languages.registerCompletionItemProvider(
    { pattern: "**/*.go" },
    { provideCompletionItems: () => list },
  );
  try {
    return await membersAt(await openAt("scripted.go", `names.pu${CURSOR}\n`));
  } finally {
    provider.dispose();
  }
}

const item = (label: string, kind?: vscode.CompletionItemKind) => new vscode.CompletionItem(label, kind);
const { CompletionItemKind: Kind } = vscode;

describe("the members that language servers know", () => {
  it("are those of TypeScript's own server, also where the name is begun", async () => {
    const known = await membersAt(await openAt("members.ts", `const names = [1];\nnames.pu${CURSOR}\n`));
    assert.ok(known, "Nothing is known.");
    assert.deepEqual([known.has("push"), known.has("length"), known.has("append")], [true, true, false]);
  });

  it("are the private ones too, and nothing behind an object of any type", async () => {
    const known = await membersAt(
      await openAt("private.ts", `class A {\n  private one = 1;\n  f() {\n    return this.${CURSOR}\n  }\n}\n`),
    );
    assert.deepEqual(known && [...known].sort(), ["f", "one"]);
    const any = await openAt("any.ts", `const another = 1;\ndeclare const it: any;\nit.${CURSOR}\n`);
    assert.equal(await membersAt(any), undefined);
  });

  it("are those of a JavaScript file only as far as they are built in", async () => {
    const source = "const names = [1];\nfunction Person() {}\nPerson.prototype.age = 1;\n";
    const known = await membersAt(await openAt("array.js", `${source}names.${CURSOR}\n`));
    assert.deepEqual([known?.has("push"), known?.has("append")], [true, false]);
    assert.equal(await membersAt(await openAt("person.js", `${source}new Person().${CURSOR}\n`)), undefined);
  });

  it("are those of kinds that can be a member, and keywords beside them", async () => {
    const keyword = item("defer", Kind.Keyword);
    assert.deepEqual(await membersOf([item("push", Kind.Method), keyword]), new Set(["push", "defer"]));
    assert.equal(await membersOf([item("word", Kind.Text), item("for", Kind.Snippet), keyword]), undefined);
    assert.equal(await membersOf([item("push", Kind.Method), item("word", Kind.Text)]), undefined);
  });

  it("are not taken from a list that is not whole", async () => {
    const items = [item("push", Kind.Method)];
    assert.deepEqual(await membersOf(new vscode.CompletionList(items, false)), new Set(["push"]));
    assert.equal(await membersOf(new vscode.CompletionList(items, true)), undefined);
  });

  it("are asked for with the operator, right behind it", async () => {
    const asked: unknown[] = [];
    const provider = vscode.languages.registerCompletionItemProvider(
      { pattern: "**/*.cpp" },
      {
        provideCompletionItems: (_document, { line, character }, _token, { triggerCharacter }) => {
          asked.push([line, character, triggerCharacter]);
          return [item("next", Kind.Field)];
        },
      },
      ">",
    );
    try {
      assert.deepEqual(await membersAt(await openAt("list.cpp", `// A list.\nnode->ne${CURSOR}\n`)), new Set(["next"]));
    } finally {
      provider.dispose();
    }
    assert.deepEqual(asked, [[1, 6, ">"]]);
  });

  it("are asked for where an item of the suggest widget would complete the name", async () => {
    const snapshot = await openAt("selectedMember.ts", `const names = [1];\nnames.le${CURSOR}\n`);
    assert.ok((await membersAt({ ...snapshot, prefix: `${snapshot.prefix}ngth` }))?.has("length"));
  });

  it("are not asked for where the text is not as it was seen", async () => {
    const snapshot = await openAt("ahead.ts", `const names = [1];\nnames.${CURSOR}\n`);
    assert.ok(await membersAt(snapshot));
    assert.equal(await membersAt({ ...snapshot, prefix: `${snapshot.prefix}at(0)?.` }), undefined);
    assert.equal(await membersAt({ ...snapshot, document: "file:///other.ts" }), undefined);
  });
});
