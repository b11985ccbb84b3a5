import * as vscode from "vscode";
import { type Quiet, sentenceOfQuiet } from "../../completion/quiet";
import type { MistralClient } from "../../mistral/client";
import type { Health } from "../../mistral/health";
import type { ApiKey } from "../../mistral/keys/apiKey";
import type { LastQuiet } from "../completion/reasons";
import type { Snooze } from "../completion/snooze";
import type { Exclusion } from "../workspace/exclusion";
import type { Keys } from "../mistral/keys";
import type { Settings } from "../settings";
import { type StatusItem, statusItem } from "./statusItem";

export interface StatusParts {
  readonly health: Health;
  readonly client: Pick<MistralClient, "gate">;
  readonly keys: Pick<Keys, "keys" | "onDidChange">;
  readonly settings: Settings;
  readonly snooze: Pick<Snooze, "minutesLeft" | "sentence" | "onDidChange">;
  readonly quiet: LastQuiet;
  readonly exclusion: Pick<Exclusion, "why" | "sentence" | "onDidChange">;
}

/** What keeps ghost text away from a place for as long as the person has it so; the other reasons come and go. */
const OFF_HERE: ReadonlySet<Quiet> = new Set(["inComment", "inString", "excludedPlace", "readOnly"]);

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
    const { health, client, keys, snooze, quiet, exclusion } = parts;
    this.item.name = "Codestral";
    const soon = () => this.drawSoon();
    const inAWhile = () => this.drawInAWhile();
    this.subscriptions = [
      this.item,
      health.onDidChange(soon),
      client.gate.onDidChange(soon),
      snooze.onDidChange(soon),
      exclusion.onDidChange(soon),
      keys.onDidChange(() => void this.lookUpKeys()),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.window.onDidChangeTextEditorSelection(inAWhile),
      quiet.onDidChange(inAWhile),
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
    const { health, client, settings, snooze } = this.parts;
    const { minutesLeft, sentence } = snooze;
    return statusItem({
      now: Date.now(),
      keys: this.known,
      setting: settings.get("server"),
      waiting: client.gate.waiting,
      ...{ failure: health.failure, aside: health.aside, isThinking: health.underWay > 0, off: this.whyOff() },
      snooze: minutesLeft === undefined || sentence === undefined ? undefined : { minutesLeft, sentence },
    });
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

  private whyOff(): string | undefined {
    const { settings, quiet, exclusion } = this.parts;
    const document = vscode.window.activeTextEditor?.document;
    if (!settings.get("completion.enabled", document)) {
      const isOffHere = document && settings.get("completion.enabled");
      return isOffHere ? `Ghost text is off for ${document.languageId}.` : "Ghost text is off.";
    }
    const excluded = document && exclusion.why(document.uri);
    // While the ignore files are read, for a moment after the start, nobody knows.
    if (excluded && excluded.rule !== "loading") {
      return `Ghost text is off here. ${exclusion.sentence(document.uri) ?? ""}`;
    }
    const reason = quiet.here();
    return reason && OFF_HERE.has(reason) ? `Ghost text is off here. ${sentenceOfQuiet(reason)}` : undefined;
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
