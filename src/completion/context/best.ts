/** Of ever so many, the likeliest few, without ever sorting all of them at once. */
export class Best<T extends { readonly likeness: number }> {
  private readonly some: T[] = [];

  constructor(private readonly kept: number) {}

  add(one: T): void {
    if (this.some.push(one) >= 4 * this.kept) this.cut();
  }

  /** The best, the likeliest first. */
  all(): readonly T[] {
    this.cut();
    return this.some;
  }

  private cut(): void {
    this.some.sort((a, b) => b.likeness - a.likeness);
    this.some.length = Math.min(this.some.length, this.kept);
  }
}
