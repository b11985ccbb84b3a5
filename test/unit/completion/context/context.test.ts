import assert from "node:assert/strict";
import { CompletionContext } from "../../../../src/completion/context/context";
import type { Snapshot } from "../../../../src/completion/snapshot";
import { FakeEditor } from "./fakeEditor";

const never = new AbortController().signal;

function started(onDisk: Readonly<Record<string, string>> = {}) {
  const editor = new FakeEditor(onDisk);
  const clock = { time: 0, now: () => clock.time };
  return { editor, clock, context: new CompletionContext(editor, clock) };
}

async function textOf({ context }: { readonly context: CompletionContext }, snapshot: Snapshot): Promise<string> {
  await context.refresh(snapshot, never);
  return context.textFor(snapshot);
}

const STORE =
  "export interface Store {\n  findUser(name: string): User;\n}\nexport function openStore(path: string): Store {\n  hiddenInBody();\n}\n";

describe("the context of a completion", () => {
  it("is empty until it was collected, and then ends with the current file's header", async () => {
    const all = started({ "src/store.ts": STORE });
    const place = all.editor.show("src/a.ts", 'import { openStore } from "./store";\nconst store = openStore(█');
    assert.equal(all.context.textFor(place), "");
    const text = await textOf(all, place);
    assert.match(text, /^\+{5} \.\/store\.ts\n/);
    assert.match(text, /findUser\(name: string\): User/);
    assert.match(text, /\n\+{5} src\/a\.ts\n$/);
  });

  it("tells which lines of which files it is made of, and how much", async () => {
    const all = started({ "src/store.ts": STORE });
    const place = all.editor.show("src/a.ts", 'import { openStore } from "./store";\nconst store = openStore(█');
    assert.deepEqual(all.context.sourcesFor(place), []);
    all.editor.editsMade = [
      { path: "src/b.ts", line: 4, before: ["openStore(old)"], after: ["openStore(now)", "x()"] },
    ];
    all.editor.problemsKnown = [{ distance: 0, message: "An argument is missing." }];
    all.editor.copied = "openStore(copied)";
    const text = await textOf(all, place);
    const sources = all.context.sourcesFor(place);
    const of = (path: string) => sources.find((source) => source.path === path);
    assert.deepEqual(of("src/b.ts")?.lines, { first: 5, last: 6 });
    assert.deepEqual(of("problems of src/a.ts"), { path: "problems of src/a.ts", characters: 35 });
    assert.deepEqual(of("clipboard"), { path: "clipboard", characters: 17 });
    const store = of("src/store.ts");
    assert.ok(store?.lines && store.lines.first >= 1 && store.lines.last <= 6 && store.lines.first <= store.lines.last);
    const shown = text.split("+++++ ./store.ts\n")[1]?.split("\n+++++")[0] ?? "";
    assert.equal(store?.characters, shown.length);
  });

  it("forgets everything when other files may be read", async () => {
    const all = started({ "src/store.ts": STORE });
    const place = all.editor.show("src/a.ts", 'import { openStore } from "./store";\nconst store = openStore(█');
    assert.match(await textOf(all, place), /findUser/);
    all.editor.files = async () => [];
    all.context.forgetAll();
    assert.equal(all.context.textFor(place), "");
    assert.doesNotMatch(await textOf(all, place), /findUser/);
  });

  it("does not keep what was collected by other rules", async () => {
    const all = started({ "src/store.ts": STORE });
    const place = all.editor.show("src/a.ts", 'import { openStore } from "./store";\nconst store = openStore(█');
    const collecting = all.context.refresh(place, never);
    all.context.forgetAll();
    await collecting;
    assert.equal(all.context.textFor(place), "");
  });

  it("has definitions by the language server, also of files that were not read yet", async () => {
    const all = started();
    all.editor.definitionsKnown = [{ path: "lib/model.ts", line: 1, name: "Model" }];
    Object.assign(all.editor.onDisk, {
      "lib/model.ts": "// head\nexport class Model {\n  rename(to: string): void {}\n}\n",
    });
    all.editor.files = async () => [];
    assert.match(await textOf(all, all.editor.show("src/a.ts", "model: Model;\n█")), /rename\(to: string\)/);
  });

  it("does not wait for a language server that does not answer", async () => {
    const all = started({ "src/store.ts": STORE });
    all.editor.definitionsKnown = "never";
    assert.match(await textOf(all, all.editor.show("src/a.ts", 'import { openStore } from "./store";\n█')), /findUser/);
  });

  it("has recent edits as small diffs, without what stands beside the cursor", async () => {
    const all = started();
    all.editor.editsMade = [
      { path: "src/b.ts", line: 3, before: ["render(page);"], after: ["render(page, theme);"] },
      { path: "src/c.ts", line: 3, before: ["somethingElse();"], after: ["entirely();"] },
    ];
    const text = await textOf(all, all.editor.show("src/a.ts", "const page = 1;\nrender(█"));
    assert.match(text, /\+{5} \.\/b\.ts\n\/\/ - render\(page\);\n\/\/ \+ render\(page, theme\);\n/);
    assert.doesNotMatch(text, /entirely/);
  });

  it("has the problems near the cursor and no others", async () => {
    const all = started();
    all.editor.problemsKnown = [
      { distance: 2, message: "Property 'nmae' does not exist.\n  Did you mean 'name'?" },
      { distance: 200, message: "Far away." },
    ];
    const text = await textOf(all, all.editor.show("src/a.ts", "a.nmae\n█"));
    assert.match(text, /^\/\/ Problem: Property 'nmae' does not exist\. Did you mean 'name'\?$/m);
    assert.doesNotMatch(text, /Far away/);
  });

  it("has the clipboard only if there is one", async () => {
    const all = started();
    assert.equal(await textOf(all, all.editor.show("src/a.ts", "█")), "");
    const asked = started();
    asked.editor.copied = "pasteMe(now);";
    assert.match(await textOf(asked, asked.editor.show("src/a.ts", "█")), /pasteMe/);
  });

  it("has how others use what this file is to have", async () => {
    const all = started({
      "src/user.ts": 'import { missingThing } from "./a";\nconst used = missingThing(argument);\n',
    });
    assert.match(
      await textOf(all, all.editor.show("src/a.ts", "export const present = 1;\n█")),
      /missingThing\(argument\)/,
    );
  });

  it("never reads what is no source, or what others wrote", async () => {
    const other = { ".eslintrc.js": STORE, "node_modules/a/index.ts": STORE, "server.log": "x" };
    const all = started({ ...other, "src/store.ts": STORE });
    all.editor.definitionsKnown = [{ path: "node_modules/a/index.ts", line: 0, name: "Store" }];
    const text = await textOf(all, all.editor.show("src/a.ts", "█"));
    assert.deepEqual(all.editor.read, ["src/store.ts"]);
    assert.doesNotMatch(text, /node_modules/);
  });

  it("forgets what is no longer there", async () => {
    const all = started({ "src/store.ts": STORE });
    const place = all.editor.show("src/a.ts", 'import { openStore } from "./store";\n█');
    assert.match(await textOf(all, place), /findUser/);
    all.editor.onDisk = { "src/store.ts": "export function renamed(): void {}\n" };
    all.context.forget("src/store.ts");
    all.clock.time += 30_000;
    const text = await textOf(all, place);
    assert.match(text, /renamed/);
    assert.doesNotMatch(text, /findUser/);
  });

  it("knows nothing of lines that a document had once", async () => {
    const all = started();
    await textOf(all, all.editor.show("src/a.ts", "const removedName = onlyHere();\n█"));
    const other = "x();\n".repeat(2_000);
    all.editor.show("src/a.ts", other);
    assert.doesNotMatch(await textOf(all, all.editor.show("src/b.ts", "const removedName = 1;\n█")), /onlyHere/);
  });

  it("leaves what it has when a collection is cut, and collects anew after", async () => {
    const all = started({ "src/store.ts": STORE });
    const place = all.editor.show("src/a.ts", 'import { openStore } from "./store";\n█');
    const cutter = new AbortController();
    const under = all.context.refresh(place, cutter.signal);
    cutter.abort();
    await under;
    assert.equal(all.context.textFor(place), "");
    assert.match(await textOf(all, place), /findUser/);
  });

  it("is renewed after a rest though the first collection was cut short", async () => {
    const all = started({ "src/store.ts": STORE });
    const place = all.editor.show("src/a.ts", 'import { openStore } from "./store";\n█');
    assert.match(await textOf(all, place), /findUser/);
    all.editor.onDisk = { "src/store.ts": "export function renamed(): void {}\n" };
    all.context.forget("src/store.ts");
    all.clock.time += 30_000;
    const cutter = new AbortController();
    const under = all.context.refresh(place, cutter.signal);
    cutter.abort();
    await under;
    assert.match(all.context.textFor(place), /findUser/);
    all.clock.time += 1_000;
    assert.match(await textOf(all, place), /renamed/);
  });

  it("changes at most a few times over 300 keys in a row", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `src/f${at}.ts`,
        Array.from(
          { length: 40 },
          (_, line) => `export const part${line % 9} = shape${at}(line${line}, colour${line % 7});`,
        ).join("\n"),
      ]),
    );
    const all = started(files);
    const typed = Array.from(
      { length: 12 },
      (_, line) => `const part${line % 9} = shape${line}(colour${line % 7});\n`,
    ).join("");
    const texts: string[] = [];
    for (let key = 0; key < 300; key++) {
      all.clock.time += 150;
      const place = all.editor.show("src/a.ts", `function start() {\n  return 1;\n}\n${typed.slice(0, key)}█`);
      texts.push(await textOf(all, place));
    }
    const changes = texts.filter((text, at) => text !== texts[at - 1]).length;
    assert.ok(changes >= 1 && changes <= 3, `${changes} changes`);
  });
});
