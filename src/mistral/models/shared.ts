/** Work that several wait for. It goes on until it is done or nobody wants it any more. */
export class Shared<T> {
  readonly done: Promise<T>;
  private readonly abort = new AbortController();
  private waiting = 0;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.done = work(this.abort.signal);
  }

  /** Nobody wants it any more. */
  get isOver(): boolean {
    return this.abort.signal.aborted;
  }

  /** Undefined, and at once, if `signal` is aborted first. */
  join(signal: AbortSignal): Promise<T | undefined> {
    if (signal.aborted) {
      return Promise.resolve(undefined);
    }
    this.waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        resolve(undefined);
        this.waiting--;
        if (this.waiting === 0) {
          this.abort.abort();
        }
      };
      signal.addEventListener("abort", leave, { once: true });
      this.done.finally(() => signal.removeEventListener("abort", leave)).then(resolve, reject);
    });
  }
}
