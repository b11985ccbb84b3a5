import { type SaxesTagPlain, SaxesParser } from "saxes";
import { Parser } from "tap-parser";

/** What a run of tests came to. */
export interface TestResult {
  readonly ok: boolean;
  /** Undefined where only the exit code is known. */
  readonly counts: TestCounts | undefined;
  /** The names of tests that failed, where they are known. */
  readonly failures: readonly string[];
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

export interface TestRun {
  /** Undefined for a run that was ended from outside. */
  readonly exitCode: number | undefined;
  /** What it has printed. */
  readonly output: string;
  /** JUnit files that it has written. */
  readonly reports: readonly string[];
}

/** What the reports say, else what was printed as TAP or JUnit, else what the exit code says; a failure anywhere counts. */
export function testResult({ exitCode, output, reports }: TestRun): TestResult {
  const told = ofReports(reports) ?? ofReports([output]) ?? ofTap(output);
  const hasFailed = (told?.counts?.failed ?? 0) > 0;
  return { ok: exitCode === 0 && !hasFailed, counts: told?.counts, failures: told?.failures ?? [] };
}

type Told = Omit<TestResult, "ok">;

function ofReports(texts: readonly string[]): Told | undefined {
  const told = texts.flatMap((text) => ofJunit(text) ?? []);
  const sum = (key: keyof TestCounts) => told.reduce((all, { counts }) => all + (counts?.[key] ?? 0), 0);
  return told.length > 0
    ? { counts: { passed: sum("passed"), failed: sum("failed") }, failures: told.flatMap(({ failures }) => failures) }
    : undefined;
}

/** Undefined for what is no JUnit. */
function ofJunit(text: string): Told | undefined {
  const from = text.search(/<\?xml\b|<testsuites?\b/);
  if (from === -1 || !text.includes("<testsuite")) {
    return undefined;
  }
  const failures: string[] = [];
  let [passed, skipped] = [0, 0];
  let current: { readonly name: string; failed: boolean; skipped: boolean } | undefined;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    if (name === "testcase") {
      current = { name: attributes["name"] ?? "", failed: false, skipped: false };
    } else if (current && (name === "failure" || name === "error")) {
      current.failed = true;
    } else if (current && name === "skipped") {
      current.skipped = true;
    }
  });
  parser.on("closetag", ({ name }) => {
    if (name === "testcase" && current) {
      if (current.failed) {
        failures.push(current.name);
      } else if (current.skipped) {
        skipped++;
      } else {
        passed++;
      }
      current = undefined;
    }
  });
  // What is printed behind the report is none of it; a report that was cut says what it says.
  parser.on("error", () => undefined);
  parser.write(text.slice(from)).close();
  const any = passed + skipped + failures.length > 0;
  return any ? { counts: { passed, failed: failures.length }, failures } : undefined;
}

/** Undefined for what is no TAP. */
function ofTap(output: string): Told | undefined {
  if (!/^(?:TAP version \d+|1\.\.\d+|(?:not )?ok \d+\b)/m.test(output)) {
    return undefined;
  }
  const failures: string[] = [];
  let passed = 0;
  const parser = new Parser();
  const listen = (one: Parser): void => {
    let hasChildren = false;
    one.on("child", (child) => {
      hasChildren = true;
      listen(child);
    });
    one.on("assert", ({ ok, name, skip, todo }) => {
      // A test that has tests of its own is told by them.
      if (!hasChildren && !skip && !todo) {
        if (ok) {
          passed++;
        } else {
          failures.push(name);
        }
      }
      hasChildren = false;
    });
  };
  listen(parser);
  parser.end(output);
  return passed + failures.length > 0 ? { counts: { passed, failed: failures.length }, failures } : undefined;
}
