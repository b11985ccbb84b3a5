import type { Planned, TestEvent, TestFile, TestState } from "./order";

/** What became of one test, or of something else that failed. */
export interface Outcome extends Planned {
  readonly state: TestState;
  readonly ms?: number;
  readonly error?: string;
}

/** What is known of a file's tests, over all the workers that ran it. */
export class FileResults {
  private readonly tests = new Map<number, Planned>();
  private readonly ended = new Map<number, Outcome>();
  private readonly others: Outcome[] = [];
  private running: number | undefined;
  private endedNow = 0;
  private barrenWorkers = 0;

  /** Seconds that it took so far, hooks included. */
  seconds = 0;
  private began = 0;
  /** Whether a worker has begun it and not come to its end. */
  isUnderWay = false;

  constructor(readonly path: string) {}

  /** Whether all its tests have ended. */
  get isComplete(): boolean {
    return !this.isUnderWay && this.ended.size === this.tests.size;
  }

  /** What a worker tells of this file. */
  hear(event: TestEvent): void {
    if (event.kind === "file") {
      for (const [place, planned] of event.tests) this.tests.set(place, planned);
      this.isUnderWay = true;
      this.began = performance.now();
      this.endedNow = 0;
    } else if (event.kind === "begin") {
      this.running = event.test;
    } else if (event.kind === "end") {
      this.running = undefined;
      this.end(event.test, event.state, event.ms, event.error);
    } else if (event.kind === "failure") {
      this.fail(event.title, event.test, event.error);
    } else if (event.kind === "fileEnd") {
      this.ends();
    }
  }

  /**
   * The worker has ended.
   * @param how what it died of, if it did
   * @returns what of this file a new worker is to run
   */
  workerEnded(how: string | undefined): TestFile | undefined {
    if (this.isUnderWay)
      this.fail("was interrupted", this.running, how ?? "The worker ended in the middle of this file.");
    this.running = undefined;
    if (this.isUnderWay) this.ends();
    const left = [...this.tests.keys()].filter((place) => !this.ended.has(place));
    if (left.length === 0) return undefined;
    this.barrenWorkers = this.endedNow === 0 ? this.barrenWorkers + 1 : 0;
    if (this.barrenWorkers < 2) return { path: this.path, only: left };
    for (const place of left)
      this.end(place, "failed", 0, "Did not run: what comes before it failed in two processes.");
    return undefined;
  }

  /** In the order of the file; what failed besides its tests comes last. */
  outcomes(): Outcome[] {
    const inOrder = [...this.ended].sort(([one], [other]) => one - other);
    return [...inOrder.map(([, outcome]) => outcome), ...this.others];
  }

  private ends(): void {
    this.isUnderWay = false;
    this.seconds += (performance.now() - this.began) / 1_000;
  }

  private end(place: number, state: TestState, ms: number, error?: string): void {
    const planned = this.tests.get(place);
    if (!planned) return;
    this.endedNow++;
    this.ended.set(place, { ...planned, state, ms, error });
  }

  private fail(title: string, place: number | undefined, error: string): void {
    const planned = place === undefined ? undefined : this.tests.get(place);
    if (place === undefined || !planned) {
      this.others.push({ path: [], title, state: "failed", error });
      return;
    }
    const before = this.ended.get(place)?.error;
    this.end(place, "failed", 0, [before, `${title}: ${error}`].filter(Boolean).join("\n"));
  }
}
