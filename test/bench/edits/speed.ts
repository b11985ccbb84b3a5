import { applyEdits, editsBetween } from "../../../src/edits/change";
import { editText } from "../../../src/edits/match/editText";
import { median, rounded } from "../statistics";
import { naively } from "./call";

const LINES = 20_000;
const EDITS = 100;
const ROUNDS = 9;

/** Milliseconds, the median of several rounds; and of our thread's CPU in them. */
export interface Times {
  /** 100 edits in 20,000 lines: what differs, and the edits that make it so. */
  readonly apply100Ms: number;
  readonly apply100CpuMs: number;
  /** Finding and making these 100 edits. */
  readonly find100Ms: number;
  /** The same by a plain search for the first place. */
  readonly find100ControlMs: number;
  /** All of 20,000 lines are others. */
  readonly rewriteMs: number;
  readonly rewriteCpuMs: number;
}

export function times(): Times {
  const lines = Array.from(
    { length: LINES },
    (_, at) => `${"  ".repeat(at % 5)}const value${at} = compute(${at % 977}, "text");`,
  );
  const text = lines.join("\n");
  const pieces = Array.from({ length: EDITS }, (_, at) => {
    const line = at * Math.floor(LINES / EDITS) + 7;
    const find = lines.slice(line, line + 2);
    return { line, find, replace: [...find, "added();"] };
  });
  const edits = pieces.map(({ find, replace }) => ({ find: find.join("\n"), replace: replace.join("\n") }));
  const edited = naively(text, pieces) ?? "";
  const rewritten = Array.from({ length: LINES }, (_, at) => `let other${at} = ${at % 31};\n`).join("");
  const all = { apply: [] as Timed[], find: [] as Timed[], control: [] as Timed[], rewrite: [] as Timed[] };
  for (let round = 0; round < ROUNDS; round++) {
    all.apply.push(timed(() => check(applyEdits(text, editsBetween(text, edited)) === edited)));
    all.control.push(timed(() => check(naively(text, pieces) === edited)));
    all.find.push(timed(() => check(made(text, edits) === edited)));
    all.rewrite.push(timed(() => check(applyEdits(text, editsBetween(text, rewritten)) === rewritten)));
  }
  const of = (name: keyof typeof all, key: keyof Timed) => rounded(median(all[name].map((one) => one[key])));
  return {
    ...{ apply100Ms: of("apply", "ms"), apply100CpuMs: of("apply", "cpuMs") },
    ...{ find100Ms: of("find", "ms"), find100ControlMs: of("control", "ms") },
    ...{ rewriteMs: of("rewrite", "ms"), rewriteCpuMs: of("rewrite", "cpuMs") },
  };
}

function made(text: string, edits: Parameters<typeof editText>[1]): string | undefined {
  const result = editText(text, edits);
  return result.kind === "edited" ? result.text : undefined;
}

interface Timed {
  readonly ms: number;
  readonly cpuMs: number;
}

function timed(run: () => void): Timed {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  run();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1_000 };
}

function check(isRight: boolean): void {
  if (!isRight) throw new Error("The text that came out is not the one that was meant.");
}
