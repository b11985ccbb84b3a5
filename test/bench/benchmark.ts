/** One figure, with what it is and what is aimed at. */
export interface Figure {
  /** What the table says; the unit is in it. */
  readonly label: string;
  readonly value: number;
  readonly aim?: string;
}

/** Something that is measured: one file each, listed in `test/run/bench.ts`. */
export interface Benchmark {
  readonly name: string;
  /** @returns the figures by the key that they have in JSON */
  run(seed: number): Promise<Readonly<Record<string, Figure>>>;
}
