import assert from "node:assert/strict";
import type { ModelPurpose } from "../../../../src/mistral/purpose";
import type { RequestObserver, SentRequest } from "../../../../src/mistral/request";

interface Asked {
  readonly purpose: ModelPurpose;
  readonly signal: AbortSignal;
  /** Kinds of events, in order. */
  readonly heard: string[];
  sent: number;
  abortedAt: number | undefined;
  overAt: number | undefined;
}

/** Ghost text is of no use later; the others are tried again three times at most. */
const TRIES: Readonly<Record<ModelPurpose, number>> = { completion: 1, chat: 4, refactoring: 4, background: 4 };

/** Watches requests from being asked for to their end, by the mark that stands in each. */
export class Witness implements RequestObserver {
  private readonly all = new Map<string, Asked>();
  private readonly open = new Set<SentRequest>();
  private readonly faults: string[] = [];

  constructor(private readonly now: () => number) {}

  asked(mark: string, purpose: ModelPurpose, signal: AbortSignal): void {
    const one: Asked = { purpose, signal, heard: [], sent: 0, abortedAt: undefined, overAt: undefined };
    signal.addEventListener("abort", () => {
      one.abortedAt = this.now();
    });
    this.all.set(mark, one);
  }

  heard(mark: string, kind: string): void {
    this.all.get(mark)?.heard.push(kind);
  }

  over(mark: string): void {
    const one = this.all.get(mark);
    if (one) one.overAt = this.now();
  }

  sent(request: SentRequest): void {
    this.open.add(request);
    const one = this.of(request);
    if (!one) return;
    one.sent++;
    if (one.signal.aborted) this.faults.push(`a ${one.purpose} left that was cancelled`);
    if (one.overAt !== undefined) this.faults.push(`a ${one.purpose} left that was over`);
    if (request.purpose !== one.purpose) this.faults.push(`a ${one.purpose} left as a ${request.purpose}`);
  }

  ended(request: SentRequest): void {
    if (!this.open.delete(request)) this.faults.push(`${request.id} ended, but it was not under way`);
  }

  /** Fails unless every request that left has ended, once, and every one that was asked for has come to what it should. */
  assertOrder(): void {
    assert.deepEqual(this.faults, []);
    assert.equal(this.open.size, 0, "something that left has not ended");
    for (const [mark, { purpose, signal, heard, sent, abortedAt, overAt }] of this.all) {
      const story = `${mark} ${purpose}${signal.aborted ? ", cancelled" : ""}: ${heard.join(" ")}`;
      assert.ok(overAt !== undefined, `it hangs: ${story}`);
      assert.ok(abortedAt === undefined || overAt === abortedAt, `it waited after it was cancelled: ${story}`);
      assert.ok(sent <= TRIES[purpose], `${sent} tries: ${story}`);
      const ends = heard.filter((kind) => kind === "end" || kind === "problem");
      assert.ok(ends.length <= 1, `it ended twice: ${story}`);
      assert.ok(ends.length === 0 || heard.at(-1) === ends[0], `it went on after its end: ${story}`);
      assert.ok(signal.aborted || ends.length === 1, `nothing came of it: ${story}`);
      assert.ok(ends[0] !== "end" || sent > 0, `it was answered without being sent: ${story}`);
    }
  }

  private of(request: SentRequest): Asked | undefined {
    const mark = /request \d+;/.exec(request.body())?.[0];
    return mark === undefined ? undefined : this.all.get(mark);
  }
}
