export type Severity = "error" | "warning";

/** What a language server says is wrong with a file. */
export interface Problem {
  /** The file's URI, as a string. */
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  readonly severity: Severity;
  readonly message: string;
  /** Who says so, such as `ts`, and by which rule. */
  readonly source: string;
}

/** What a change has done to the problems of some files. */
export interface ProblemChange {
  readonly fresh: readonly Problem[];
  readonly gone: readonly Problem[];
}

/**
 * Problems are the same if they say the same of the same file: the lines around them may have moved. Of several alike it counts
 * how many there are.
 */
export function problemChange(before: readonly Problem[], after: readonly Problem[]): ProblemChange {
  return { fresh: without(after, before), gone: without(before, after) };
}

function without(some: readonly Problem[], others: readonly Problem[]): Problem[] {
  const left = new Map<string, number>();
  for (const problem of others) {
    left.set(nameOf(problem), (left.get(nameOf(problem)) ?? 0) + 1);
  }
  return some.filter((problem) => {
    const known = left.get(nameOf(problem)) ?? 0;
    left.set(nameOf(problem), known - 1);
    return known <= 0;
  });
}

function nameOf({ uri, severity, message, source }: Problem): string {
  return JSON.stringify([uri, severity, message, source]);
}
