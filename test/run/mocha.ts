import Mocha from "mocha";
import type { Planned, TestEvent, TestFile } from "./order";

export interface FileRun {
  /** How long one test or hook may take, in milliseconds. */
  readonly timeoutMs: number;
  readonly words?: string;
  /** Hooks around the tests of each file. */
  readonly rootHooks?: Mocha.RootHookObject;
  readonly tell: (event: TestEvent) => void;
}

/**
 * Runs a file of tests (`describe`, `it`) in this process.
 * @returns whether this process can be trusted with another one: not after a hook has failed
 */
export async function runFile({ path, only }: TestFile, how: FileRun): Promise<boolean> {
  const { timeoutMs, words, rootHooks, tell } = how;
  const mocha = new Mocha({ ui: "bdd", timeout: timeoutMs, reporter: Silent, rootHooks });
  mocha.addFile(path);
  try {
    await mocha.loadFilesAsync();
  } catch (error) {
    tell({ kind: "file", file: path, tests: [] });
    tell({ kind: "failure", title: "could not be loaded", error: textOf(error) });
    tell({ kind: "fileEnd" });
    return true;
  }
  const chosen = choose(mocha.suite, (place, test) => {
    if (only && !only.includes(place)) return false;
    return words === undefined || test.fullTitle().includes(words);
  });
  tell({ kind: "file", file: path, tests: [...chosen].map(([test, place]) => [place, planned(test)]) });
  const isSound = chosen.size === 0 || (await run(mocha, chosen, tell));
  tell({ kind: "fileEnd" });
  return isSound;
}

/** Prints nothing: what happens is told as events. */
class Silent extends Mocha.reporters.Base {}

type Chosen = ReadonlyMap<Mocha.Test, number>;

/** Takes the other tests out of the file, so that not even their hooks run. */
function choose(root: Mocha.Suite, isWanted: (place: number, test: Mocha.Test) => boolean): Chosen {
  const chosen = new Map<Mocha.Test, number>();
  let place = 0;
  const walk = (suite: Mocha.Suite) => {
    suite.tests = suite.tests.filter((test) => {
      const own = place++;
      if (!isWanted(own, test)) return false;
      chosen.set(test, own);
      return true;
    });
    suite.suites.forEach(walk);
  };
  walk(root);
  return chosen;
}

function planned(test: Mocha.Test): Planned {
  const path = test.titlePath();
  return { path: path.slice(0, -1), title: test.title };
}

function run(mocha: Mocha, chosen: Chosen, tell: FileRun["tell"]): Promise<boolean> {
  let isSound = true;
  const placeOf = (test: Mocha.Test | undefined) => (test && chosen.get(test)) ?? undefined;
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      // Two runners in one process hand an unhandled rejection to each other for ever.
      runner.dispose();
      resolve(isSound);
    });
    const errors = new Map<number, string>();
    let lastError: { readonly place: number; readonly ms: number; readonly error: unknown } | undefined;
    /** Hooks after a test may add to its error what they know. */
    const tellLastError = () => {
      if (!lastError) return;
      const { place, ms, error } = lastError;
      lastError = undefined;
      const text = textOf(error);
      if (text !== errors.get(place)) tell({ kind: "end", test: place, state: "failed", ms, error: text });
    };
    const ended = new Set<number>();
    runner.on("test", (test) => {
      const place = placeOf(test);
      tellLastError();
      if (place !== undefined) tell({ kind: "begin", test: place });
    });
    runner.on("end", tellLastError);
    runner.on("hook", () => tell({ kind: "hook" }));
    runner.on("fail", (failed: Mocha.Test | Mocha.Hook, error: unknown) => {
      const place = placeOf(failed.type === "hook" ? undefined : failed);
      if (place !== undefined && !ended.has(place)) {
        errors.set(place, textOf(error));
        lastError = { place, ms: failed.duration ?? 0, error };
        return;
      }
      // A hook, or what a test left behind that fails after its end: mocha leaves out what follows.
      isSound = false;
      const around = / each" hook/.test(failed.title) ? placeOf(failed.ctx?.currentTest) : place;
      tell({ kind: "failure", title: failed.title, test: around, error: textOf(error) });
    });
    runner.on("test end", (test) => {
      const place = placeOf(test);
      if (place === undefined) return;
      ended.add(place);
      const state = test.state === "failed" ? "failed" : test.state === "passed" ? "passed" : "skipped";
      tell({ kind: "end", test: place, state, ms: test.duration ?? 0, error: errors.get(place) });
    });
  });
}

/** The error as a person reads it, without the lines of its stack that are not ours. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stack = "", message } = error;
  const text = stack.includes(message) ? stack : `${error.name}: ${message}\n${stack}`;
  const cause = error.cause === undefined ? "" : `\ncaused by ${textOf(error.cause)}`;
  return text.replace(/^\s+at .*(?:node_modules\/mocha\/|\(?node:).*\n?/gm, "").trimEnd() + cause;
}
