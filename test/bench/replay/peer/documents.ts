import type { ChatLib, ObservableDocument, Position, TextDocument, Workspace } from "./chatLib";

type Listener = (event: object) => void;

const FOLDER = "file:///workspace";

interface Open {
  readonly text: TextDocument;
  readonly observable: ObservableDocument;
}

/** Documents, in both of the forms in which Copilot's engine wants to hear of them. */
export class PeerDocuments {
  /** The one form. */
  readonly workspace: Workspace;
  private readonly open = new Map<string, Open>();
  private readonly opened = new Set<Listener>();
  private readonly changed = new Set<Listener>();
  private readonly focused = new Set<Listener>();
  /** The other form. */
  readonly manager = {
    onDidOpenTextDocument: eventOf(this.opened),
    onDidChangeTextDocument: eventOf(this.changed),
    onDidCloseTextDocument: eventOf(new Set()),
    onDidFocusTextDocument: eventOf(this.focused),
    onDidChangeWorkspaceFolders: eventOf(new Set()),
    getTextDocumentsUnsafe: () => [...this.open.values()].map(({ text }) => text),
    findNotebook: () => undefined,
    getWorkspaceFolders: () => [{ uri: FOLDER, name: "workspace" }],
  };

  constructor(private readonly lib: ChatLib) {
    this.workspace = new lib.MutableObservableWorkspace();
  }

  /** Opens the document, or makes its text this one by a single edit. */
  show(path: string, languageId: string, text: string, cursor: number): { document: TextDocument; position: Position } {
    const known = this.open.get(path);
    const { text: document, observable } = known ? this.edit(path, known, text) : this.add(path, languageId, text);
    const position = document.positionAt(cursor);
    observable.setSelection([new this.lib.OffsetRange(cursor, cursor)], undefined, position.line);
    return { document, position };
  }

  private add(path: string, languageId: string, text: string): Open {
    const uri = `${FOLDER}/${path.split("/").map(encodeURIComponent).join("/")}`;
    const id = this.lib.DocumentId.create(uri);
    const open = {
      text: this.lib.CopilotTextDocument.create(uri, languageId, 1, text),
      observable: this.workspace.addDocument({ id, initialValue: text, languageId }),
    };
    this.open.set(path, open);
    tell(this.opened, { document: { uri, languageId, version: 1, text } });
    tell(this.focused, { document: { uri } });
    return open;
  }

  private edit(path: string, before: Open, text: string): Open {
    if (before.text.getText() === text) return before;
    const { uri, languageId, version } = before.text;
    const { start, end, inserted } = editBetween(before.text.getText(), text);
    const open = { ...before, text: this.lib.CopilotTextDocument.create(uri, languageId, version + 1, text) };
    this.open.set(path, open);
    open.observable.applyEdit(this.lib.StringEdit.replace(new this.lib.OffsetRange(start, end), inserted));
    const range = { start: before.text.positionAt(start), end: before.text.positionAt(end) };
    const change = { range, rangeOffset: start, rangeLength: end - start, text: inserted };
    tell(this.changed, { document: { uri, version: version + 1 }, contentChanges: [change] });
    return open;
  }
}

/** The smallest single replacement that makes one text of the other. */
export function editBetween(before: string, after: string): { start: number; end: number; inserted: string } {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  let same = 0;
  while (same < least - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { start, end: before.length - same, inserted: after.slice(start, after.length - same) };
}

function eventOf(listeners: Set<Listener>) {
  return (listener: Listener, self?: unknown) => {
    const bound: Listener = (event) => listener.call(self, event);
    listeners.add(bound);
    return { dispose: () => listeners.delete(bound) };
  };
}

function tell(listeners: Set<Listener>, event: object): void {
  for (const listener of listeners) listener(event);
}
