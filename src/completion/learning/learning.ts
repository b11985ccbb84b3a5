import type { Clock } from "../../mistral/clock";
import { daysUntil } from "../../storage/days";
import { Journal, unlessLocked } from "../../storage/journal";
import { Habits } from "./habits";
import { Latency } from "./latency";
import { type Change, KEPT_DAYS, type OutcomeStore } from "./outcomeStore";
import type { Place } from "./place";
import type { Tally } from "./statistics";
import { OutcomeTracker } from "./tracker";
import { TypingRhythm } from "./typingRhythm";

/** What learning needs of the world. */
export interface LearningPort {
  /** @throws when there is nothing to be had on this disk */
  open(): Promise<OutcomeStore>;
  /** A document's text between two offsets; undefined when the document is not open. */
  read(document: string, place: Place): string | undefined;
  /** Milliseconds since 1970. */
  today(): number;
  /** Nothing is kept any more; ghost text goes on without. Called once at most. */
  failed(error: unknown): void;
}

/** Enough that what came before them counts for nothing in `Habits`. */
const LATEST = 500;

/** What is learnt of one person, at home only: it is kept on this disk, and nothing of it is ever sent. */
export class Learning {
  readonly habits = new Habits();
  readonly typing = new TypingRhythm();
  readonly latency = new Latency();
  readonly tracker: OutcomeTracker;
  private readonly journal: Journal<Change>;
  private readonly stopped = new AbortController();
  private store: OutcomeStore | undefined;
  private loading: Promise<void> | undefined;

  constructor(
    private readonly port: LearningPort,
    private readonly clock: Clock,
  ) {
    this.journal = new Journal(clock, (error) => port.failed(error));
    this.tracker = new OutcomeTracker(
      {
        read: (document, place) => port.read(document, place),
        ended: (outcome) => {
          this.habits.learn(outcome);
          this.journal.push({ kind: "outcome", outcome });
        },
        remains: (id, check, share) => this.journal.push({ kind: "remains", id, check, share }),
      },
      clock,
    );
  }

  /** Takes up what was learnt before, once. Until then, and where that fails, the priors hold. Never throws. */
  load(): Promise<void> {
    this.loading ??= this.tryToLoad();
    return this.loading;
  }

  /** The latest days' counts, what has just happened included; undefined if nothing can be kept here. */
  tallies(): Tally[] | undefined {
    if (!this.store) {
      return undefined;
    }
    this.journal.flush();
    const [first = ""] = daysUntil(this.port.today(), KEPT_DAYS);
    return this.store.tallies(first);
  }

  /** Forgets everything that was learnt. @throws when the file cannot be written to */
  deleteAll(): void {
    this.journal.clear();
    this.store?.deleteAll();
    this.habits.forget();
    this.typing.restore([]);
    this.latency.restore();
  }

  dispose(): void {
    this.stopped.abort();
    this.tracker.dispose();
    this.journal.dispose();
    this.store?.close();
    this.store = undefined;
  }

  private async tryToLoad(): Promise<void> {
    try {
      await unlessLocked(() => this.loadOnce(), this.clock, this.stopped.signal);
    } catch (error) {
      this.journal.giveUp();
      this.port.failed(error);
    }
  }

  private async loadOnce(): Promise<void> {
    const store = await this.port.open();
    try {
      if (this.stopped.signal.aborted) {
        store.close();
        return;
      }
      store.forgetOld(this.port.today());
      for (const outcome of store.latest(LATEST)) {
        this.habits.learn(outcome);
      }
      this.typing.restore(store.learnt("typing"));
      this.latency.restore(store.learnt("latency"));
    } catch (error) {
      store.close();
      throw error;
    }
    this.store = store;
    this.journal.open({ write: (changes) => store.write([...changes, ...this.learnt()]) });
  }

  /** Is written along with what has happened. */
  private learnt(): Change[] {
    return [
      { kind: "learnt", name: "typing", value: this.typing.summary() },
      { kind: "learnt", name: "latency", value: this.latency.summary() },
    ];
  }
}
