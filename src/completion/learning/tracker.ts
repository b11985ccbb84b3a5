import type { Clock } from "../../mistral/clock";
import { Offer, type Offered } from "./offer";
import { CHECKS_MS, type Outcome } from "./outcome";
import { moved, type Place, type TextEdit } from "./place";
import { remainsOf } from "./remains";

/** What the tracker needs of the editor, and whom it tells. */
export interface TrackerPort {
  /** A document's text between two offsets; undefined when the document is not open. */
  read(document: string, place: Place): string | undefined;
  /** A suggestion has come to its end; what remains of it is not known yet. */
  ended(outcome: Outcome): void;
  /** @param check which of `CHECKS_MS` @param share 0–1 */
  remains(id: string, check: number, share: number): void;
}

/** An accepted text whose fate is watched. */
interface Watched {
  readonly id: string;
  readonly document: string;
  readonly text: string;
  readonly since: number;
  place: Place;
  checked: number;
}

/** Whoever accepts more than this within five minutes has given enough to learn from. */
const MOST_WATCHED = 50;
/** Beyond this the place has become something else, and is not read to its end. */
const MOST_READ = 20_000;

/** Follows each suggestion from the screen into the document, or away. */
export class OutcomeTracker {
  private offer: Offer | undefined;
  private watched: Watched[] = [];
  private timer = new AbortController();

  constructor(
    private readonly port: TrackerPort,
    private readonly clock: Clock,
  ) {}

  /**
   * A suggestion is on the screen.
   * @returns the id it goes by: the earlier one's when it is what is left of the one that was shown before
   */
  shown(offered: Offered): string {
    if (this.offer?.goesOnAs(offered)) {
      return this.offer.facts.id;
    }
    this.left();
    this.offer = new Offer(offered);
    return offered.id;
  }

  /** The editor says that a suggestion was accepted. @param text what was written */
  accepted(id: string, text: string): void {
    if (this.offer?.facts.id === id) {
      this.offer.accepted(text);
      this.left();
    }
  }

  /** What is on the screen will not be accepted any more. */
  left(): void {
    const { offer } = this;
    this.offer = undefined;
    if (!offer) {
      return;
    }
    const { id, at, languageId, kind, source, characters, lines, document } = offer.facts;
    const end = offer.end;
    const accepted = offer.acceptedCharacters;
    const remains = CHECKS_MS.map(() => undefined);
    this.port.ended({ id, at, languageId, kind, source, characters, lines, end, accepted, remains });
    if (accepted > 0) {
      const since = this.clock.now();
      const watched = { id, document, text: offer.writtenText, since, place: offer.place, checked: 0 };
      this.watched = [...this.watched, watched].slice(-MOST_WATCHED);
      this.setTimer();
    }
  }

  /** A document was changed. @param edits in the order in which they are to be applied */
  edited(document: string, edits: readonly TextEdit[]): void {
    if (this.offer?.facts.document === document && this.offer.wasTypedOver) {
      this.left();
    }
    for (const edit of edits) {
      for (const watched of this.watched) {
        if (watched.document === document) {
          watched.place = moved(watched.place, edit);
        }
      }
      if (this.offer?.facts.document === document) {
        this.offer.edited(edit);
      }
    }
    if (this.offer?.isOver) {
      this.left();
    }
  }

  /** What remains of texts in this document will never be known. */
  closed(document: string): void {
    if (this.offer?.facts.document === document) {
      this.left();
    }
    this.watched = this.watched.filter((watched) => watched.document !== document);
    this.setTimer();
  }

  dispose(): void {
    this.left();
    this.watched = [];
    this.timer.abort();
  }

  private setTimer(): void {
    this.timer.abort();
    const due = Math.min(...this.watched.map(dueOf));
    if (Number.isFinite(due)) {
      this.timer = new AbortController();
      void this.checkAt(due, this.timer.signal);
    }
  }

  private async checkAt(due: number, signal: AbortSignal): Promise<void> {
    await this.clock.wait(due - this.clock.now(), signal);
    if (signal.aborted) {
      return;
    }
    // One at a time, also when a machine wakes up and all are due at once.
    const [first] = this.watched.toSorted((one, other) => dueOf(one) - dueOf(other));
    const now = this.clock.now();
    if (first && dueOf(first) <= now && !this.check(first, now)) {
      this.watched = this.watched.filter((watched) => watched !== first);
    }
    this.setTimer();
  }

  /** @returns whether there is more to be checked later */
  private check(watched: Watched, now: number): boolean {
    const { start, end } = watched.place;
    const text = this.port.read(watched.document, { start, end: Math.min(end, start + MOST_READ) });
    if (text === undefined) {
      return false;
    }
    const share = remainsOf(watched.text, text);
    for (; dueOf(watched) <= now; watched.checked++) {
      this.port.remains(watched.id, watched.checked, share);
    }
    return watched.checked < CHECKS_MS.length;
  }
}

function dueOf({ since, checked }: Watched): number {
  return since + (CHECKS_MS[checked] ?? Number.POSITIVE_INFINITY);
}
