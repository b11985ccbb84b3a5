/** The quantiles of the latest values. Adding one costs the same however many have come before. */
export class RecentValues {
  /** In the order they came; once full, the next one takes the oldest one's place. */
  private readonly ring: number[];
  private readonly sorted: number[];
  private next = 0;

  /**
   * @param capacity how many values count
   * @param prior what is taken to have come before anything did; at least one value, and it is forgotten like any other
   */
  constructor(
    private readonly capacity: number,
    prior: readonly number[],
  ) {
    this.ring = prior.slice(-capacity);
    this.sorted = this.ring.toSorted((one, other) => one - other);
  }

  add(value: number): void {
    const oldest = this.ring.length === this.capacity ? this.ring[this.next] : undefined;
    if (oldest !== undefined) {
      this.sorted.splice(placeOf(oldest, this.sorted), 1);
    }
    this.sorted.splice(placeOf(value, this.sorted), 0, value);
    this.ring[oldest === undefined ? this.ring.length : this.next] = value;
    this.next = oldest === undefined ? 0 : (this.next + 1) % this.capacity;
  }

  /** @param share 0–1; .5 is the median */
  quantile(share: number): number {
    const at = Math.min(Math.max(share, 0), 1) * (this.sorted.length - 1);
    const below = this.sorted[Math.floor(at)] ?? 0;
    const above = this.sorted[Math.ceil(at)] ?? below;
    return below + (above - below) * (at % 1);
  }

  /** `count` values, sorted, that have nearly the same quantiles; in which order values came is not told. */
  summary(count: number): number[] {
    return Array.from({ length: count }, (_none, at) => this.quantile((at + 0.5) / count));
  }
}

/** The finite numbers of what was read from disk. */
export function numbersIn(kept: unknown): number[] {
  return Array.isArray(kept) ? kept.filter((value): value is number => Number.isFinite(value)) : [];
}

/** Where the first value that is not smaller stands, or would stand. */
function placeOf(value: number, sorted: readonly number[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
