import type { BranchView, ChatEvent } from "./protocol";

/** An event with its number. */
export interface Said {
  readonly event: ChatEvent;
  readonly number: number;
  /** Less than `number` where it was merged from several: the number of the first of them. */
  readonly first: number;
  /** The number of the one before it: 0 at the beginning. */
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
    this.goTo(picked !== undefined && this.find(picked) ? this.lastBeneath(picked) : this.last);
  }

  /** The number of what was said last, on whichever branch. */
  get last(): number {
    return this.said.at(-1)?.number ?? 0;
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

  /** What was said after this number, on whichever branch. */
  since(number: number): readonly Said[] {
    return this.said.slice(this.indexOf(number + 1));
  }

  /** Goes on with what is shown. */
  add(event: ChatEvent): void {
    const number = this.last + 1;
    this.keep({ event, number, first: number, follows: this.path.at(-1) ?? 0 });
    this.path.push(number);
    this.shown.push(event);
  }

  /** Whether the asking `shown` of this question is on the screen. Both are counted from 1. */
  isShown(question: number, shown: number): boolean {
    const number = this.questions()[question - 1];
    return number !== undefined && this.askingsOf(number)[shown - 1] === number;
  }

  /** Asks a question of what is shown again, beside the answer that it has. */
  askAgain(question: number, at: number): void {
    const asked = this.find(this.questions()[question - 1] ?? 0);
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

  private keep(said: Said): void {
    const { event, number, first, follows } = said;
    // What was said follows what was said before it, whatever a damaged row says.
    const isBefore = Number.isInteger(follows) && follows >= 0 && follows < first;
    const before = this.find(isBefore ? follows : this.last)?.number ?? 0;
    this.said.push(before === follows ? said : { event, number, first, follows: before });
    if (event.kind === "user") {
      this.askings.set(before, [...(this.askings.get(before) ?? []), number]);
    }
  }

  private goTo(tip: number): void {
    const path: Said[] = [];
    for (let said = this.find(tip); said; said = this.find(said.follows)) {
      path.push(said);
    }
    path.reverse();
    this.path = path.map(({ number }) => number);
    this.shown = path.map(({ event }) => event);
  }

  private lastBeneath(number: number): number {
    const beneath = new Set([number]);
    let last = number;
    for (const said of this.since(number)) {
      if (beneath.has(said.follows)) {
        last = said.number;
        beneath.add(last);
      }
    }
    return last;
  }

  /** What has this number, or was merged from it and others. */
  private find(number: number): Said | undefined {
    const said = this.said[this.indexOf(number)];
    return said && said.first <= number ? said : undefined;
  }

  /** Where the first one stands whose number is not less. */
  private indexOf(number: number): number {
    let from = 0;
    let to = this.said.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.said[middle]?.number ?? 0) < number) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The numbers of the questions that are shown. */
  private questions(): number[] {
    return this.path.filter((_number, at) => this.shown[at]?.kind === "user");
  }

  private askingsOf(number: number): readonly number[] {
    return this.askings.get(this.find(number)?.follows ?? 0) ?? [];
  }
}
