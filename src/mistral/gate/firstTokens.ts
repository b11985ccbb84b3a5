const KEPT = 100;
/** Fewer say nothing about the slowest of them. */
const ENOUGH = 20;
const SLOW = 0.95;

/** How long answers took to begin, by model. */
export class FirstTokens {
  private readonly times = new Map<string, number[]>();

  add(model: string, milliseconds: number): void {
    const times = this.times.get(model) ?? [];
    times.push(milliseconds);
    this.times.set(model, times.slice(-KEPT));
  }

  /** Milliseconds within which 95 of 100 answers began; undefined while that is not known. */
  slow(model: string): number | undefined {
    const times = this.times.get(model) ?? [];
    return times.length < ENOUGH ? undefined : [...times].sort((a, b) => a - b)[Math.floor(times.length * SLOW)];
  }
}
