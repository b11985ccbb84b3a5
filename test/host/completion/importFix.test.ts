import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import * as vscode from "vscode";
import { acceptedRange, ImportFix } from "../../../src/vscode/completion/importFix";
import { Settings } from "../../../src/vscode/settings";
import { setSetting } from "../support/extension";
import { openFile } from "../support/files";
import { until } from "../support/waiting";

const CURSOR = "█";
const START = new vscode.Position(0, 0);

async function show(path: string, text: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await openFile(path, text));
}

/** Each test has a file of its own: an editor may still know an older text of a file that was closed. */
const newFile = () => `accept-${randomUUID()}.py`;

/** Opens a file whose text goes on with `text` at the mark, as it does when a suggestion is accepted. */
async function accept(source: string, text: string, path = newFile()) {
  const [before = "", after = ""] = source.split(CURSOR);
  const editor = await show(path, before + after);
  const { document } = editor;
  const start = document.positionAt(before.length);
  await editor.edit((edit) => edit.insert(start, text));
  const end = acceptedRange(start, text).end;
  editor.selection = new vscode.Selection(end, end);
  return { editor, document, range: new vscode.Range(start, end) };
}

/** A language server of the test's, for one file: it says what is wrong with it, and offers what `fixes` says. */
class Server implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection("scripted");
  private readonly provider: vscode.Disposable;
  fixes: (document: vscode.TextDocument, name: string) => vscode.CodeAction[] | Promise<vscode.CodeAction[]> = () => [];
  resolve: (action: vscode.CodeAction) => vscode.ProviderResult<vscode.CodeAction> = (action) => action;
  private readonly asking = new vscode.EventEmitter<void>();
  private asked = 0;

  constructor() {
    this.provider = vscode.languages.registerCodeActionsProvider(
      { pattern: "**/accept-*.py" },
      {
        provideCodeActions: (document, _range, { diagnostics }) => {
          const ours = diagnostics.find(({ source }) => source === "scripted");
          if (ours) {
            this.asked++;
            this.asking.fire();
          }
          return ours && this.fixes(document, document.getText(ours.range));
        },
        resolveCodeAction: (action) => this.resolve(action),
      },
    );
  }

  /** It finds that nobody knows a name, at its last place. */
  misses(document: vscode.TextDocument, ...names: string[]): void {
    const found = names.map((name) => {
      const start = document.positionAt(document.getText().lastIndexOf(name));
      const range = new vscode.Range(start, start.translate(0, name.length));
      return Object.assign(new vscode.Diagnostic(range, `${name} is unknown`), { source: "scripted" });
    });
    this.diagnostics.set(document.uri, found);
  }

  /** When it was asked so often in all. */
  asks(times: number): Promise<true> {
    return until(this.asking.event, () => (this.asked >= times ? true : undefined));
  }

  /** It says the same again, for whoever was not content with what it offered the first time. */
  async missesTwice(document: vscode.TextDocument, ...names: string[]): Promise<void> {
    this.misses(document, ...names);
    await this.asks(names.length);
    this.misses(document, ...names);
    await this.asks(names.length + 1);
  }

  dispose(): void {
    this.asking.dispose();
    this.provider.dispose();
    this.diagnostics.dispose();
  }
}

function quickFix(document: vscode.TextDocument, title: string, newText: string, at = START): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.insert(document.uri, at, newText);
  return action;
}

const importing = (document: vscode.TextDocument, name: string) =>
  quickFix(document, `Import '${name}'`, `import ${name}\n`);

describe("the import of what an accepted suggestion names", () => {
  const settings = new Settings({ warn: () => {} });
  /** Its time is over when the test says so. */
  let impatient: ImportFix;
  let endPatience: () => void;
  let server: Server;

  beforeEach(() => {
    server = new Server();
    const patience = new Promise<void>((resolve) => {
      endPatience = resolve;
    });
    impatient = new ImportFix(settings, {
      wait: async (_, signal) => {
        await Promise.race([patience, once(signal, "abort")]);
      },
    });
  });

  afterEach(() => server.dispose());

  it("is written by TypeScript's own server, and undone by itself", async () => {
    await show("importable.ts", "export class Importable {}\n");
    const { editor, document, range } = await accept(
      `export const a = 1;\n${CURSOR}\n`,
      "new Importable();",
      "importing.ts",
    );
    assert.equal(await impatient.fix(document.uri, range), true);
    const imported = 'import { Importable } from "./importable";\n\nexport const a = 1;\nnew Importable();\n';
    assert.equal(document.getText(), imported);
    assert.deepEqual(editor.selection.active, new vscode.Position(3, 17));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), "export const a = 1;\nnew Importable();\n");
  });

  it("joins an import that is there, by TypeScript's own server", async () => {
    await show("joined.ts", "export class One {}\nexport class Another {}\n");
    const source = `import { One } from "./joined";\n\nnew One();\n${CURSOR}\n`;
    const { document, range } = await accept(source, "new Another();", "joining.ts");
    assert.equal(await impatient.fix(document.uri, range), true);
    assert.equal(document.lineAt(0).text, 'import { Another, One } from "./joined";');
  });

  it("waits for the server, and takes several in one step", async () => {
    const { document, range } = await accept(CURSOR, "os.path(sys.argv)");
    server.fixes = (document, name) => [importing(document, name)];
    const fixed = impatient.fix(document.uri, range);
    server.misses(document, "os", "sys");
    assert.equal(await fixed, true);
    assert.equal(document.getText(), "import os\nimport sys\nos.path(sys.argv)");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), "os.path(sys.argv)");
  });

  it("is not for what the person's own text misses, before or elsewhere", async () => {
    const { document, range } = await accept(`os.path()\nsys.exit()\n${CURSOR}`, "re.match(os)");
    server.fixes = (document, name) => [importing(document, name)];
    server.misses(document, "os");
    const fixed = impatient.fix(document.uri, range);
    server.misses(document, "os", "sys");
    const next = server.asks(1);
    server.misses(document, "os", "sys", "re");
    await next;
    assert.equal(await fixed, true);
    assert.equal(document.getText(), "import re\nos.path()\nsys.exit()\nre.match(os)");
  });

  it("is not chosen among several, unless the server prefers one", async () => {
    const { document, range } = await accept(CURSOR, "path()");
    const [one, other] = [importing(document, "os"), importing(document, "ntpath")];
    server.fixes = () => [one, other];
    const fixed = impatient.fix(document.uri, range);
    await server.missesTwice(document, "path");
    assert.equal(document.getText(), "path()");
    one.isPreferred = true;
    server.misses(document, "path");
    assert.equal(await fixed, true);
    assert.equal(document.getText(), "import os\npath()");
  });

  it("leaves fixes that do something else, and ends when its time is over", async () => {
    const { document, range } = await accept(CURSOR, "path()");
    const elsewhere = importing(document, "os");
    elsewhere.edit?.insert(document.uri.with({ path: `${document.uri.path}.other` }), START, "import os\n");
    server.fixes = () => [quickFix(document, "Import 'path'", "path = 1\n"), elsewhere];
    const fixed = impatient.fix(document.uri, range);
    await server.missesTwice(document, "path");
    endPatience();
    assert.equal(await fixed, false);
    assert.equal(document.getText(), "path()");
  });

  it("is tried again when typing has cut it short", async () => {
    const { editor, document, range } = await accept(`a = 1\n${CURSOR}\n`, "os.path()");
    server.fixes = async (document, name) => {
      server.fixes = () => [importing(document, name)];
      await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), "# typed"));
      return [];
    };
    const fixed = impatient.fix(document.uri, range);
    await server.missesTwice(document, "os");
    assert.equal(await fixed, true);
    assert.equal(document.getText(), "import os\na = 1\nos.path()\n# typed");
  });

  it("does not use a place that typing has moved meanwhile", async () => {
    const { editor, document, range } = await accept(`a = 1\n${CURSOR}\n`, "os.path()");
    server.fixes = () => [new vscode.CodeAction("Import 'os'", vscode.CodeActionKind.QuickFix)];
    server.resolve = async (action) => {
      await editor.edit((edit) => edit.insert(START, "# typed\n"));
      return Object.assign(action, quickFix(document, action.title, "import os\n", new vscode.Position(1, 0)));
    };
    const fixed = impatient.fix(document.uri, range);
    const moved = until(vscode.workspace.onDidChangeTextDocument, () => (document.lineCount === 4 ? true : undefined));
    server.misses(document, "os");
    await moved;
    server.fixes = () => [];
    server.misses(document, "os");
    await server.asks(2);
    server.misses(document, "os");
    await server.asks(3);
    endPatience();
    assert.equal(await fixed, false);
    assert.equal(document.getText(), "# typed\na = 1\nos.path()\n");
  });

  it("is given up when the accepted text is changed", async () => {
    const { document, range } = await accept(CURSOR, "os.path()");
    server.fixes = (document) => [importing(document, "os")];
    const fixed = impatient.fix(document.uri, range);
    await vscode.commands.executeCommand("undo");
    assert.equal(await fixed, false);
  });

  it("is given up when the extension ends", async () => {
    const { document, range } = await accept(CURSOR, "os.path()");
    const fixed = impatient.fix(document.uri, range);
    impatient.dispose();
    assert.equal(await fixed, false);
  });

  it("is not wanted by everybody", async () => {
    const { document, range } = await accept(CURSOR, "os.path()");
    server.fixes = (document) => [importing(document, "os")];
    const changed = until(vscode.workspace.onDidChangeConfiguration, () => (isOn() ? undefined : true));
    try {
      await setSetting("completion.importOnAccept", false, "python");
      await changed;
      assert.equal(await new ImportFix(settings).fix(document.uri, range), false);
    } finally {
      await setSetting("completion.importOnAccept", undefined, "python");
    }
  });
});

function isOn(): unknown {
  return vscode.workspace.getConfiguration("codestral", { languageId: "python" }).get("completion.importOnAccept");
}

describe("the range of an accepted text", () => {
  it("ends where its last line ends", () => {
    const start = new vscode.Position(3, 4);
    assert.deepEqual(acceptedRange(start, "ab"), new vscode.Range(3, 4, 3, 6));
    assert.deepEqual(acceptedRange(start, "ab\r\n  c"), new vscode.Range(3, 4, 4, 3));
  });
});
