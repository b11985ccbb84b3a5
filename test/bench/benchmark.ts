/** One figure, with what it is and what is aimed at. */
export interface Figure {
  /** What the table says; the unit is in it. */
  readonly label: string;
  /** `null` where a run has nothing to take it from. */
  readonly value: number | null;
  readonly aim?: string;
}

/** Figures by the key that they have in JSON; a group of them is an object there. */
export interface Figures {
  readonly [key: string]: Figure | Figures;
}

/** What may be said on the command line besides the benchmarks' names. */
export interface BenchOptions {
  readonly seed: number;
  /** A folder with larger data than the repository has; undefined if there is none. */
  readonly data: string | undefined;
  /** The value of one of the benchmark's own flags. */
  flag(name: string): string | undefined;
  /** The same, as a path that is meant from where the command was called. */
  path(name: string): string | undefined;
}

/** Something that is measured: one file each, listed in `test/run/bench.ts`. */
export interface Benchmark {
  readonly name: string;
  /** Its own flags, without the dashes. Each takes a value. */
  readonly flags?: readonly string[];
  /** @returns the figures of each run; most benchmarks have one */
  run(options: BenchOptions): Promise<readonly Figures[]>;
}

export function isFigure(one: Figure | Figures): one is Figure {
  return typeof one.label === "string";
}
