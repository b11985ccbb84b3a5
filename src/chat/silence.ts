/** A model may take some seconds before its first word, and between two of them, without anybody wondering. */
const NOTICED_AFTER_MS = 4_000;

/** How long nothing has come from a server that is asked. */
export class Silence {
  /** Milliseconds of the host's own clock; undefined while nothing is asked. */
  private since: number | undefined;
  private isNoticed = false;
  private timer: NodeJS.Timeout | undefined;

  /** @param changed hears when a silence has become long enough to be told, and when a told one is over */
  constructor(
    private readonly changed: () => void,
    private readonly noticedAfterMs = NOTICED_AFTER_MS,
  ) {}

  /** In milliseconds, once it is long enough to be told. */
  get milliseconds(): number | undefined {
    return this.isNoticed && this.since !== undefined ? performance.now() - this.since : undefined;
  }

  /** The server is asked, or something has come from it. */
  begin(): void {
    const was = this.isNoticed;
    this.isNoticed = false;
    this.since = performance.now();
    if (this.timer) {
      this.timer.refresh();
    } else {
      this.timer = setTimeout(() => this.notice(), this.noticedAfterMs);
    }
    if (was) {
      this.changed();
    }
  }

  /** Nothing is waited for any more. */
  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.since = undefined;
    const was = this.isNoticed;
    this.isNoticed = false;
    if (was) {
      this.changed();
    }
  }

  private notice(): void {
    this.isNoticed = true;
    this.changed();
  }
}
