import { closeSync, openSync, readFileSync } from "node:fs";

/** A file of tests. */
export interface TestFile {
  readonly path: string;
  /** The places of the tests to run, counted in the order in which they stand in the file; without it, all. */
  readonly only?: readonly number[];
}

/** What a worker, a process that runs tests, is given to do. */
export interface Order {
  /** What an earlier worker began and left. */
  readonly rest: readonly TestFile[];
  /** What all workers of the suite share: each takes the next one that nobody has taken. */
  readonly files: readonly string[];
  /** The folder in which they note what is taken. */
  readonly taken: string;
  /** The file to which this worker tells what happens, one `TestEvent` a line. */
  readonly events: string;
  /** How long one test or hook may take. Its only purpose is to end what hangs. */
  readonly timeoutMs: number;
  /** Only tests run whose full title has these words. */
  readonly words?: string;
}

/** A test as it stands in its file. */
export interface Planned {
  /** The titles of the `describe`s around it. */
  readonly path: readonly string[];
  readonly title: string;
}

export type TestState = "passed" | "failed" | "skipped";

/** What a worker tells. Each is progress: a worker that tells nothing for long hangs. */
export type TestEvent =
  /** A file was taken, and has these tests to run, by their places. */
  | { readonly kind: "file"; readonly file: string; readonly tests: readonly (readonly [number, Planned])[] }
  | { readonly kind: "begin"; readonly test: number }
  | {
      readonly kind: "end";
      readonly test: number;
      readonly state: TestState;
      readonly ms: number;
      readonly error?: string;
    }
  /** A hook, or something that no test waits for, failed; a hook around a test fails that test. */
  | { readonly kind: "failure"; readonly title: string; readonly test?: number; readonly error: string }
  | { readonly kind: "hook" }
  | { readonly kind: "fileEnd" }
  /** The worker ends in its own way. */
  | { readonly kind: "done" };

/** The environment variable that names the file with the order. */
export const ORDER = "CODESTRAL_TEST_ORDER";

export function readOrder(): Order {
  const file = process.env[ORDER];
  if (!file) throw new Error(`${ORDER} must name the file that says what to run; start this with \`npm test\`.`);
  return JSON.parse(readFileSync(file, "utf8")) as Order;
}

/** Takes something for one worker. @returns whether it was still to be had */
export function take(mark: string): boolean {
  try {
    closeSync(openSync(mark, "wx"));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
