import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import { AutoClosing } from "./autoClosing";
import { keysOf, type Task } from "./task";
import type { Time } from "./virtualClock";

/** What is measured: an engine that suggests. */
export interface Engine {
  /** A key has changed the text, or a suggestion was accepted. */
  typed?(snapshot: Snapshot): void;
  /** The cursor was put somewhere else. */
  jumped?(snapshot: Snapshot): void;
  suggest(snapshot: Snapshot, signal: AbortSignal): Promise<Suggestion | undefined>;
  /** A suggestion is gone from the screen. @param accepted so many of its characters were taken rather than typed */
  ended?(snapshot: Snapshot, suggestion: Suggestion, end: "whole" | "part" | "typedOver", accepted: number): void;
  dispose?(): void;
}

/** VS Code asks its providers so long after the last key. */
const EDITOR_WAIT = 50;
/** From the appearance of a suggestion to the `Tab` that takes it. */
const REACTION = 250;
/** A suggestion that saves fewer characters is not worth a `Tab`. */
const WORTHWHILE = 2;
/** Going to another place and looking at it. */
const JUMP = 1_500;

export interface Tally {
  keys: number;
  characters: number;
  wrong: number;
  /** From the editor's call to the ghost text, in milliseconds. */
  readonly ghostTimes: number[];
  acceptedCharacters: number;
}

/** Types a task key by key, sees ghost text, and takes what is right. */
export class Person {
  readonly tally: Tally = { keys: 0, characters: 0, wrong: 0, ghostTimes: [], acceptedCharacters: 0 };
  private task: Task = { path: "", languageId: "", before: "", text: "", after: "" };
  private progress = 0;
  private closing = new AutoClosing("");
  private shown: Suggestion | undefined;
  /** What was shown, before any of it was typed. */
  private offered: { readonly snapshot: Snapshot; readonly suggestion: Suggestion } | undefined;
  /** Characters of it that were taken line by line. */
  private taken = 0;
  private gap = 0;
  private asking = new AbortController();
  private done = false;
  private finish: () => void = () => undefined;
  private nextKey: () => void = () => undefined;
  private forgetCall: () => void = () => undefined;
  private forgetReaction: () => void = () => undefined;

  constructor(
    private readonly clock: Time,
    private readonly engine: Engine,
    private readonly gaps: readonly number[],
    private readonly snapshotOf: (task: Task, progress: number, behind: string) => Snapshot,
    private readonly progressed: (progress: number) => void,
  ) {}

  /** Goes to the task's place and types it. Settles when its last character is there. */
  type(task: Task): Promise<void> {
    this.task = task;
    this.progress = 0;
    this.closing = new AutoClosing(task.text);
    this.done = false;
    this.tally.characters += keysOf(task.text);
    return new Promise((resolve) => {
      this.finish = resolve;
      this.progressed(0);
      this.engine.jumped?.(this.snapshot());
      this.nextKey = this.clock.after(JUMP, () => this.press());
    });
  }

  private snapshot(): Snapshot {
    return this.snapshotOf(this.task, this.progress, this.closing.behind);
  }

  private press(): void {
    const { to, keys } = this.closing.press(this.progress);
    const typed = this.task.text.slice(this.progress, to);
    this.tally.keys += keys;
    this.progress = to;
    const rest = this.shown?.text.startsWith(typed) ? this.shown.text.slice(typed.length) : "";
    if (this.shown && rest !== "") {
      this.shown = { ...this.shown, text: rest };
      if (typed.includes("\n")) this.lookAgain();
    } else {
      this.hide();
    }
    this.later();
    this.changed();
  }

  private later(): void {
    if (this.progress >= this.task.text.length) {
      this.forgetCall();
      this.forgetReaction();
      this.asking.abort();
      this.hide();
      this.nextKey();
      this.done = true;
      this.finish();
      return;
    }
    this.nextKey();
    const gap = this.gaps[this.gap++ % this.gaps.length] ?? 0;
    this.nextKey = this.clock.after(gap, () => this.press());
  }

  private changed(): void {
    this.progressed(this.progress);
    this.asking.abort();
    this.forgetCall();
    if (this.done) return;
    this.engine.typed?.(this.snapshot());
    this.forgetCall = this.clock.after(EDITOR_WAIT, () => void this.look());
  }

  private async look(): Promise<void> {
    this.asking = new AbortController();
    const { signal } = this.asking;
    const called = this.clock.now();
    const snapshot = this.snapshot();
    const suggestion = await this.engine.suggest(snapshot, signal);
    if (signal.aborted) return;
    if (!suggestion) return this.hide();
    this.tally.ghostTimes.push(this.clock.now() - called);
    if (suggestion.text === this.shown?.text) {
      this.shown = suggestion;
      return;
    }
    this.hide();
    this.shown = suggestion;
    this.offered = { snapshot, suggestion };
    if (!this.isRight(suggestion)) this.tally.wrong++;
    this.lookAgain();
  }

  private hide(isWhole = false): void {
    this.forgetReaction();
    this.shown = undefined;
    if (this.offered) {
      const { snapshot, suggestion } = this.offered;
      const accepted = isWhole ? suggestion.text.length : this.taken;
      this.engine.ended?.(snapshot, suggestion, isWhole ? "whole" : accepted > 0 ? "part" : "typedOver", accepted);
    }
    this.offered = undefined;
    this.taken = 0;
  }

  /** What stands behind the cursor afterwards must be what the final text has there. */
  private isRight({ text, replaces }: Suggestion): boolean {
    return this.closing.fits(this.progress, text, replaces);
  }

  private react(): void {
    const { shown } = this;
    const taken = shown && [shown, nextLineOf(shown)].find((part) => part && this.isRight(part) && isWorthwhile(part));
    if (!shown || !taken) return;
    const { to, keys } = this.closing.accepted(this.progress, taken.text, taken.replaces);
    this.tally.keys += keys;
    this.tally.acceptedCharacters += taken.text.length;
    this.progress = to;
    if (taken === shown) {
      this.hide(true);
    } else {
      this.taken += taken.text.length;
      this.shown = { ...shown, text: shown.text.slice(taken.text.length) };
    }
    this.later();
    this.changed();
    if (this.shown && !this.done) this.lookAgain();
  }

  /** On another line it is another one that might be taken. */
  private lookAgain(): void {
    this.forgetReaction();
    this.forgetReaction = this.clock.after(REACTION, () => this.react());
  }
}

/** What a second key takes of several lines: the next one, which has nothing to do with what stands behind the cursor. */
function nextLineOf({ text, replaces }: Suggestion): Suggestion | undefined {
  const line = /^\s*\S[^\n]*(?=\n)/.exec(text)?.[0];
  return line === undefined || replaces > 0 ? undefined : { text: line, replaces };
}

function isWorthwhile({ text }: Suggestion): boolean {
  return keysOf(`x${text}`) - 1 >= WORTHWHILE;
}
