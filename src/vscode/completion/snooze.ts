import * as vscode from "vscode";
import { type Clock, wallClock } from "../../mistral/clock";

const MINUTE_MS = 60_000;

const LENGTHS = [
  { label: "5 minutes", milliseconds: 5 * MINUTE_MS },
  { label: "15 minutes", milliseconds: 15 * MINUTE_MS },
  { label: "1 hour", milliseconds: 60 * MINUTE_MS },
  { label: "Until restart", milliseconds: Number.POSITIVE_INFINITY, description: "or until this window is reloaded" },
];

/** Ghost text that keeps quiet for a while, in this window. */
export class Snooze implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** It began, ended, or another minute has passed. */
  readonly onDidChange = this.changed.event;
  private until = Number.NEGATIVE_INFINITY;
  private timer = new AbortController();

  constructor(private readonly clock: Clock = wallClock) {}

  get active(): boolean {
    return this.clock.now() < this.until;
  }

  /** For how many minutes yet, the begun one counted; infinite: until restart; undefined when it is not on. */
  get minutesLeft(): number | undefined {
    return this.active ? Math.ceil((this.until - this.clock.now()) / MINUTE_MS) : undefined;
  }

  /** What a person reads: `Ghost text is snoozed for 12 more minutes.` Undefined when it is not on. */
  get sentence(): string | undefined {
    const { minutesLeft } = this;
    if (minutesLeft === undefined) {
      return undefined;
    }
    if (minutesLeft === Number.POSITIVE_INFINITY) {
      return "Ghost text is snoozed until restart.";
    }
    return `Ghost text is snoozed for ${minutesLeft} more minute${minutesLeft === 1 ? "" : "s"}.`;
  }

  /** @param milliseconds infinite: until the window is reloaded */
  begin(milliseconds: number): void {
    this.set(this.clock.now() + milliseconds);
    if (Number.isFinite(milliseconds)) {
      void this.tell(this.timer.signal);
    }
  }

  end(): void {
    this.set(Number.NEGATIVE_INFINITY);
  }

  dispose(): void {
    this.timer.abort();
    this.changed.dispose();
  }

  private set(until: number): void {
    this.timer.abort();
    this.timer = new AbortController();
    this.until = until;
    this.announce();
  }

  /** Tells of each full minute that is left, and of the end. */
  private async tell(signal: AbortSignal): Promise<void> {
    while (this.active) {
      const left = this.until - this.clock.now();
      await this.clock.wait(left % MINUTE_MS || MINUTE_MS, signal);
      if (signal.aborted) {
        return;
      }
      this.announce();
    }
  }

  private announce(): void {
    void vscode.commands.executeCommand("setContext", "codestral.snoozed", this.active);
    this.changed.fire();
  }
}

/** Asks for how long, and begins. */
export async function pickSnooze(snooze: Snooze): Promise<void> {
  const picked = await vscode.window.showQuickPick(LENGTHS, {
    title: "Snooze ghost text",
    placeHolder: "You can still ask for a suggestion yourself.",
  });
  if (picked) {
    snooze.begin(picked.milliseconds);
  }
}
