import { randomUUID } from "node:crypto";
import { Branches } from "./branches";
import { hasEnded } from "./endings";
import type { History } from "./history";
import type { Lease } from "./lease";
import type { ChatEvent } from "./protocol";
import type { QueuedMessage } from "./queue";

/** Who wants to know what becomes of the keeping. */
export interface KeptHears {
  /** Something is not on the disk, for the first time or again: for the log. */
  failed(error: unknown): void;
  /** All of it is on the disk again. */
  recovered(): void;
  /** Another window went on with the same conversation: this one has another id now, and all that was said. */
  parted(): void;
}

/** What came of the wish for another conversation: another window shows it, or it has been deleted. */
export type WentTo = "open" | "elsewhere" | "gone";

/** A conversation and its place on the disk. What the disk does not take stays in memory, and is written when it does. */
export class KeptConversation {
  private current: string = randomUUID();
  private tree = new Branches();
  /** The number of the last that is on the disk. */
  private saved = 0;
  private isCreated = false;
  private isHeld = false;
  /** An event of the branch that was picked; undefined where the branch was gone on with. */
  private picked: number | undefined;
  private savedPick: number | undefined;
  private waiting: readonly QueuedMessage[] = [];
  private savedQueue: readonly QueuedMessage[] = this.waiting;
  private isSaved = true;
  private isSecond = false;

  constructor(
    private readonly history: History,
    private readonly lease: Lease,
    private readonly hears: KeptHears,
  ) {}

  /** Goes on with the conversation that was left last, if no other window shows it. What cannot be read stays as it is, and another one begins. */
  open(): void {
    this.onDisk((history) => {
      this.isSecond = this.lease.isElsewhere;
      const { free } = this.lease;
      if (free === undefined) {
        return;
      }
      this.read(history, free);
      this.isHeld = this.lease.take(free);
      if (!this.isHeld) {
        this.beginAnew();
      }
    });
    this.save();
    this.endCut();
  }

  /**
   * Leaves this conversation for another, unless another window shows that or it has been deleted.
   * @throws when the other cannot be read, or this one cannot be written; then nothing has changed
   */
  goTo(conversation: string): WentTo {
    if (this.lease.others.includes(conversation)) {
      return "elsewhere";
    }
    this.save();
    if (!this.isSaved) {
      throw new Error("What was said in this chat is not on the disk yet; leaving it would lose that.");
    }
    const { history, current } = this;
    if (history.load(conversation).last === 0) {
      return "gone";
    }
    this.lease.leave();
    if (!this.lease.take(conversation)) {
      this.isHeld = this.lease.take(current);
      return "elsewhere";
    }
    this.read(history, conversation);
    this.isHeld = true;
    this.isSecond = false;
    this.endCut();
    return "open";
  }

  /**
   * Deletes a conversation; if it is this one, another begins.
   * @returns whether it is gone: one that another window shows stays
   * @throws when the disk does not let it
   */
  delete(conversation: string): boolean {
    if (this.lease.others.includes(conversation)) {
      return false;
    }
    this.history.delete([conversation]);
    if (conversation === this.current) {
      this.beginAnew();
      this.save();
    }
    return true;
  }

  get id(): string {
    return this.current;
  }

  get said(): Pick<Branches, "events" | "branches" | "isShown"> {
    return this.tree;
  }

  /** Whether it is a new one because another window has the last one open. */
  get isElsewhere(): boolean {
    return this.isSecond;
  }

  /** Whether all of it is on the disk. */
  get isKept(): boolean {
    return this.isSaved;
  }

  /** The conversations that other windows show. @throws when the disk cannot be read */
  get elsewhere(): readonly string[] {
    return this.lease.others;
  }

  /** What is to be asked next, in order. */
  get queue(): readonly QueuedMessage[] {
    return this.waiting;
  }

  /** @param isNow whether it goes to the disk at once, not with the event that is added next */
  setQueue(queue: readonly QueuedMessage[], isNow = true): void {
    this.waiting = queue;
    if (isNow) {
      this.save();
    }
  }

  add(event: ChatEvent): void {
    this.tree.add(event);
    this.save();
    if (this.isSaved && (event.kind === "user" || event.kind === "end")) {
      this.tidy(this.current);
    }
  }

  /** @param at milliseconds since 1970 */
  askAgain(question: number, at: number): void {
    this.tree.askAgain(question, at);
    this.picked = undefined;
    this.save();
  }

  /** Shows another asking of a question. @returns false if there is none */
  show(question: number, shown: number): boolean {
    const picked = this.tree.show(question, shown);
    if (picked === undefined) {
      return false;
    }
    this.picked = picked;
    this.save();
    return true;
  }

  /** Begins another, unless nothing was said in this one. */
  startOver(): void {
    if (this.tree.events.length === 0) {
      return;
    }
    this.isSecond = false;
    // Nothing more comes to the old one, so this is the last time that it can be written.
    this.save();
    this.beginAnew();
    this.save();
  }

  /**
   * Deletes all conversations but those that other windows have open, and begins anew.
   * @returns how many other windows have open
   * @throws when the disk does not let it; then nothing is deleted
   */
  deleteAll(): number {
    const { others } = this.lease;
    this.history.deleteAll(others);
    this.isSecond = false;
    this.beginAnew();
    this.save();
    return others.length;
  }

  /** The window closes. */
  close(): void {
    this.save();
    this.onDisk(() => this.lease.release());
  }

  /** More than the last event if the disk was full for a while. */
  save(): void {
    this.onDisk((history) => {
      if (!this.isCreated) {
        history.create(this.current);
        this.isCreated = true;
      }
      if (!this.isHeld) {
        this.lease.leave();
        this.isHeld = this.lease.take(this.current);
      }
      // First the branch, so that a crash between the two never hides what was said last.
      this.writePick(history);
      if (!this.write(history)) {
        const copy = history.copy(this.current, this.saved);
        this.current = copy.id;
        this.saved = copy.last;
        this.lease.take(this.current);
        this.savedPick = undefined;
        this.writePick(history);
        this.write(history);
        history.keepQueue(this.current, this.waiting);
        this.savedQueue = this.waiting;
        this.hears.parted();
      }
      // After what was said: a crash between the two asks what is asked already, and loses nothing.
      if (this.waiting !== this.savedQueue) {
        history.keepQueue(this.current, this.waiting);
        this.savedQueue = this.waiting;
      }
    });
  }

  private read(history: History, conversation: string): void {
    this.tidy(conversation);
    const waiting = history.queue(conversation);
    this.tree = history.load(conversation);
    this.saved = this.tree.last;
    this.picked = this.tree.picked;
    this.savedPick = this.picked;
    this.waiting = waiting;
    this.savedQueue = this.waiting;
    this.current = conversation;
    this.isCreated = true;
  }

  /** The window that wrote an answer is gone, and nothing more of it comes. */
  private endCut(): void {
    if (!hasEnded(this.tree.events)) {
      this.add({ kind: "end", reason: "interrupted" });
    }
  }

  private beginAnew(): void {
    this.current = randomUUID();
    this.tree = new Branches();
    this.saved = 0;
    this.isCreated = false;
    this.isHeld = false;
    this.picked = undefined;
    this.savedPick = undefined;
    this.waiting = [];
    this.savedQueue = this.waiting;
  }

  private writePick(history: History): void {
    if (this.picked !== this.savedPick) {
      history.show(this.current, this.picked);
      this.savedPick = this.picked;
    }
  }

  /** @returns false if another window has written there */
  private write(history: History): boolean {
    for (const { number, event, follows, first } of this.tree.since(this.saved)) {
      if (!history.append(this.current, number, event, follows, first)) {
        return false;
      }
      this.saved = number;
    }
    return true;
  }

  /** What is not tidied is on the disk all the same, and is tidied another time. */
  private tidy(conversation: string): void {
    try {
      this.history.tidy(conversation);
    } catch (error) {
      this.hears.failed(error);
    }
  }

  private onDisk(work: (history: History) => void): void {
    const was = this.isSaved;
    try {
      work(this.history);
      this.isSaved = true;
      if (!was) {
        this.hears.recovered();
      }
    } catch (error) {
      this.isSaved = false;
      if (was) {
        this.hears.failed(error);
      }
    }
  }
}
