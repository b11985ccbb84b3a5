import * as vscode from "vscode";
import type { MistralClient } from "../../mistral/client";
import type { Health } from "../../mistral/health";
import type { ApiKey } from "../../mistral/keys/apiKey";
import type { MenuEntry } from "../feature";
import type { Keys } from "../mistral/keys";
import { SETTINGS } from "../mistral/settings";
import type { Settings } from "../settings";
import { type StatusItem, statusItem } from "./statusItem";

export interface StatusParts {
  readonly health: Health;
  readonly client: Pick<MistralClient, "gate">;
  readonly keys: Pick<Keys, "keys" | "onDidChange">;
  readonly settings: Settings;
  /** Undefined where ghost text could not start. */
  readonly ghostText: GhostTextPresence | undefined;
  /** What the features have in the menu now. */
  readonly menu: () => readonly MenuEntry[];
}

/** What ghost text has to say in the status bar. */
export interface GhostTextPresence {
  readonly snooze: { readonly minutesLeft: number | undefined; readonly sentence: string | undefined };
  /** Why there is none where the cursor is, and will be none for longer. */
  whyOff(): string | undefined;
  /** @param changed hears at once @param moved hears at each key or so */
  listen(changed: () => void, moved: () => void): vscode.Disposable;
}

const NOT_STARTED = "Ghost text could not start. The log says why.";

/** An argument of `codestral.showMenu`: the focus is in the status bar, where nobody wants it to stay. */
export const FROM_STATUS_BAR = "fromStatusBar";

/** Why nothing is suggested is known some time after the cursor has moved; it is told no oftener than this. */
const MOVES_MS = 250;

/** The status bar item: one place that tells the truth and never nags. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("codestral.status", vscode.StatusBarAlignment.Right, 100);
  private readonly subscriptions: readonly vscode.Disposable[];
  private known: readonly ApiKey[] | undefined;
  private lookUps = 0;
  private drawing: NodeJS.Immediate | undefined;
  private resting: NodeJS.Timeout | undefined;
  private changing: NodeJS.Timeout | undefined;

  constructor(private readonly parts: StatusParts) {
    const { health, client, keys, ghostText } = parts;
    this.item.name = "Codestral";
    const soon = () => this.drawSoon();
    const inAWhile = () => this.drawInAWhile();
    this.subscriptions = [
      this.item,
      health.onDidChange(soon),
      client.gate.onDidChange(soon),
      ...(ghostText ? [ghostText.listen(soon, inAWhile)] : []),
      keys.onDidChange(() => void this.lookUpKeys()),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.window.onDidChangeTextEditorSelection(inAWhile),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("codestral")) {
          // A key without a server of its own goes with the setting.
          void this.lookUpKeys();
        }
      }),
    ];
    void this.lookUpKeys();
    this.draw();
    this.item.show();
  }

  /** What is true now, and what helps. */
  get now(): StatusItem {
    const { health, client, settings, ghostText } = this.parts;
    const { minutesLeft, sentence } = ghostText?.snooze ?? {};
    // While it is starting it says so, whatever else is true; and to say whether a file is excluded takes time.
    const off = this.known && (ghostText ? ghostText.whyOff() : NOT_STARTED);
    return statusItem({
      now: Date.now(),
      keys: this.known,
      setting: settings.get(SETTINGS.server),
      waiting: client.gate.waiting,
      ...{ failure: health.failure, aside: health.aside, isThinking: health.underWay > 0, off },
      snooze: minutesLeft === undefined || sentence === undefined ? undefined : { minutesLeft, sentence },
    });
  }

  menu(): readonly MenuEntry[] {
    return this.parts.menu();
  }

  dispose(): void {
    clearImmediate(this.drawing);
    clearTimeout(this.resting);
    clearTimeout(this.changing);
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  /** Keys may change again while they are read; the last to be read is true. */
  private async lookUpKeys(): Promise<void> {
    const lookUp = ++this.lookUps;
    const keys = await this.parts.keys.keys();
    if (lookUp === this.lookUps) {
      this.known = keys;
      this.parts.health.keysAre(keys);
      this.draw();
    }
  }

  /** Once for all that happens in one go: requests are many. */
  private drawSoon(): void {
    this.drawing ??= setImmediate(() => this.draw());
  }

  /** Somebody who types without a rest is told, too. */
  private drawInAWhile(): void {
    this.resting ??= setTimeout(() => {
      this.resting = undefined;
      this.draw();
    }, MOVES_MS);
  }

  private draw(): void {
    clearImmediate(this.drawing);
    this.drawing = undefined;
    const { kind, text, says, changesAfter } = this.now;
    clearTimeout(this.changing);
    if (changesAfter !== undefined) {
      this.changing = setTimeout(() => this.draw(), changesAfter);
    }
    const click = kind === "noKey" && this.known?.length === 0 ? "Click to open the box." : "Click for the menu.";
    this.show(text, [...says, click].join(" "), kind === "noKey" && this.known?.length === 0);
  }

  /** What has not changed is not sent to the window. */
  private show(text: string, tooltip: string, asksForKey: boolean): void {
    if (this.item.text === text && this.item.tooltip === tooltip) {
      return;
    }
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: tooltip, role: "button" };
    this.item.command = asksForKey
      ? "codestral.setApiKey"
      : { command: "codestral.showMenu", title: "Show Menu", arguments: [FROM_STATUS_BAR] };
  }
}
