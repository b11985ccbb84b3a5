import type { BranchView, ChatEvent } from "./protocol";

/** An event, and the number of the one that it follows: 0 at the beginning. */
export interface Said {
  readonly event: ChatEvent;
  readonly follows: number;
}

/**
 * All that was said in a conversation, numbered from 1 in the order of time. It is a tree, as a question may be asked
 * again beside what followed it before, and one path of it is shown. Nothing is ever taken out.
 */
export class Branches {
  private readonly said: Said[] = [];
  /** The questions that follow an event: the same one, asked again. */
  private readonly askings = new Map<number, number[]>();
  /** The numbers of what is shown, in order. */
  private path: number[] = [];
  private shown: ChatEvent[] = [];

  /** @param picked the number of an event on the path to show, which goes on to what was said last beneath it */
  constructor(
    said: readonly Said[] = [],
    readonly picked?: number,
  ) {
    for (const one of said) {
      this.keep(one);
    }
    this.goTo(picked !== undefined && this.said[picked - 1] ? this.lastBeneath(picked) : this.said.length);
  }

  /** How much was said on all branches, which is also the number of what was said last. */
  get count(): number {
    return this.said.length;
  }

  /** What is shown. */
  get events(): readonly ChatEvent[] {
    return this.shown;
  }

  /** Where a question of what is shown was asked more than once. */
  get branches(): BranchView[] {
    return this.questions().flatMap((number, at) => {
      const askings = this.askingsOf(number);
      return askings.length > 1 ? [{ question: at + 1, shown: askings.indexOf(number) + 1, of: askings.length }] : [];
    });
  }

  /** What was said after number `count`, on whichever branch. */
  since(count: number): readonly Said[] {
    return this.said.slice(count);
  }

  /** Goes on with what is shown. */
  add(event: ChatEvent): void {
    this.keep({ event, follows: this.path.at(-1) ?? 0 });
    this.path.push(this.said.length);
    this.shown.push(event);
  }

  /** Whether the asking `shown` of this question is on the screen. Both are counted from 1. */
  isShown(question: number, shown: number): boolean {
    const number = this.questions()[question - 1];
    return number !== undefined && this.askingsOf(number)[shown - 1] === number;
  }

  /** Asks a question of what is shown again, beside the answer that it has. */
  askAgain(question: number, at: number): void {
    const asked = this.said[(this.questions()[question - 1] ?? 0) - 1];
    if (asked?.event.kind === "user") {
      this.goTo(asked.follows);
      this.add({ ...asked.event, at });
    }
  }

  /** Shows another asking of a question, and what followed it. @returns its number; undefined if there is none */
  show(question: number, shown: number): number | undefined {
    const number = this.questions()[question - 1];
    const other = number === undefined ? undefined : this.askingsOf(number)[shown - 1];
    if (other !== undefined) {
      this.goTo(this.lastBeneath(other));
    }
    return other;
  }

  private keep({ event, follows }: Said): void {
    const number = this.said.length + 1;
    // What was said follows what was said before it, whatever a damaged row says.
    const before = Number.isInteger(follows) && follows >= 0 && follows < number ? follows : number - 1;
    this.said.push({ event, follows: before });
    if (event.kind === "user") {
      this.askings.set(before, [...(this.askings.get(before) ?? []), number]);
    }
  }

  private goTo(tip: number): void {
    this.path = [];
    for (let number = tip; number > 0; number = this.said[number - 1]?.follows ?? 0) {
      this.path.push(number);
    }
    this.path.reverse();
    this.shown = this.path.flatMap((number) => this.said[number - 1]?.event ?? []);
  }

  private lastBeneath(number: number): number {
    const beneath = new Set([number]);
    let last = number;
    for (let at = number; at < this.said.length; at++) {
      if (beneath.has(this.said[at]?.follows ?? 0)) {
        last = at + 1;
        beneath.add(last);
      }
    }
    return last;
  }

  /** The numbers of the questions that are shown. */
  private questions(): number[] {
    return this.path.filter((_number, at) => this.shown[at]?.kind === "user");
  }

  private askingsOf(number: number): readonly number[] {
    return this.askings.get(this.said[number - 1]?.follows ?? 0) ?? [];
  }
}
