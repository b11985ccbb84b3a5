import * as vscode from "vscode";

/** Webview panels as they are opened, which the editor offers no way to find. */
export function panelsForEachTest(): () => Panels {
  let panels: Panels | undefined;
  beforeEach(() => {
    panels = new Panels();
  });
  afterEach(() => panels?.dispose());
  return () => {
    if (panels === undefined) throw new Error("only inside a test");
    return panels;
  };
}

export class Panels {
  private readonly opened: vscode.WebviewPanel[] = [];
  private readonly drawn = new vscode.EventEmitter<void>();
  private readonly original: unknown = Reflect.get(vscode.window, "createWebviewPanel");
  /** Fires when one of them gets another page. */
  readonly onDidDraw = this.drawn.event;

  constructor() {
    Reflect.set(vscode.window, "createWebviewPanel", (...args: unknown[]) => {
      const panel = Reflect.apply(this.original as () => vscode.WebviewPanel, vscode.window, args);
      this.opened.push(panel);
      this.watch(panel.webview);
      return panel;
    });
  }

  /** The one that was opened last. */
  get last(): vscode.WebviewPanel {
    const panel = this.opened.at(-1);
    if (panel === undefined) throw new Error("No panel was opened.");
    return panel;
  }

  get count(): number {
    return this.opened.length;
  }

  dispose(): void {
    Reflect.set(vscode.window, "createWebviewPanel", this.original);
    for (const panel of this.opened) panel.dispose();
    this.drawn.dispose();
  }

  private watch(webview: vscode.Webview): void {
    const prototype: unknown = Object.getPrototypeOf(webview);
    Object.defineProperty(webview, "html", {
      get: () => Reflect.get(prototype as object, "html", webview) as string,
      set: (html: string) => {
        Reflect.set(prototype as object, "html", html, webview);
        this.drawn.fire();
      },
    });
  }
}
