import type { ProblemChange } from "./problems";
import type { TestResult } from "./testResult";

/** What is known of a change that has landed. */
export interface Proof {
  /** Undefined while the language server is at it. */
  readonly problems: (ProblemChange & { readonly isFinal: boolean }) | undefined;
  /** Undefined as long as nobody wanted them to run. */
  readonly tests: ProvenTests | undefined;
}

export type ProvenTests =
  | { readonly kind: "running"; readonly name: string }
  | { readonly kind: "ended"; readonly name: string; readonly result: TestResult }
  /** They run where their results cannot be read. */
  | { readonly kind: "elsewhere"; readonly sentence: string };

/** Such as `no new problems · 12 tests passed`. */
export function cardText({ problems, tests }: Proof): string {
  return [problemText(problems), ...(tests ? [testText(tests)] : [])].join(" · ");
}

/** Whether something came with the change that was not there before it. */
export function isClean({ problems, tests }: Proof): boolean {
  return problems?.fresh.length === 0 && (tests?.kind !== "ended" || tests.result.ok);
}

function problemText(problems: Proof["problems"]): string {
  if (!problems) {
    return "checking for problems…";
  }
  const { fresh, gone, isFinal } = problems;
  const said = [
    fresh.length === 0 ? "no new problems" : counted(fresh.length, "new problem"),
    ...(gone.length > 0 ? [`${gone.length} gone`] : []),
  ].join(", ");
  return isFinal ? said : `${said} so far`;
}

function testText(tests: ProvenTests): string {
  switch (tests.kind) {
    case "running":
      return `running ${tests.name}…`;
    case "elsewhere":
      return tests.sentence;
    case "ended":
      return resultText(tests.name, tests.result);
  }
}

function resultText(name: string, { ok, counts }: TestResult): string {
  if (!counts) {
    return ok ? `${name} passed` : `${name} failed`;
  }
  if (counts.failed > 0) {
    return `${counts.failed} of ${counted(counts.passed + counts.failed, "test")} failed`;
  }
  return ok
    ? `${counted(counts.passed, "test")} passed`
    : `${counted(counts.passed, "test")} passed, but ${name} failed`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
