import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGroup } from "../vscode/processGroup";
import { Silence } from "../vscode/silence";
import { tailLines } from "../vscode/tail";
import { FileResults, type Outcome } from "./fileResults";
import { ORDER, type Order, type TestEvent, type TestFile } from "./order";
import type { Suite } from "./suites";

export interface SuiteRunOptions {
  /** How long a worker may tell nothing before it is ended, in milliseconds. */
  readonly patienceMs: number;
  readonly words?: string;
  readonly interrupted: AbortSignal;
  /** Called with each file that is through; with "" for what failed outside of any. */
  readonly through: (file: string, outcomes: readonly Outcome[], seconds: number) => void;
}

/** A suite on its way: what is taken, what is left, and what came of it. */
export class SuiteRun {
  private readonly temp = mkdtempSync(join(tmpdir(), "codestral-suite-"));
  private readonly taken = join(this.temp, "taken");
  private readonly files = new Map<string, FileResults>();
  private rest: TestFile[] = [];
  /** Workers that ended before they came to a file. */
  private barren = 0;
  /** How many workers it took. */
  workers = 0;
  /** How many workers are at it. */
  running = 0;
  /** What its workers took, added up. */
  seconds = 0;

  constructor(
    readonly suite: Suite,
    private readonly options: SuiteRunOptions,
  ) {
    mkdirSync(this.taken);
  }

  /** Whether one worker more would find something to do. */
  hasWork(): boolean {
    return this.barren < 2 && (this.rest.length > 0 || this.untaken().length > this.running);
  }

  /** Runs one worker to its end, however it ends. */
  async runWorker(): Promise<void> {
    const rest = this.rest.splice(0);
    const begun = new Set<FileResults>();
    const began = performance.now();
    this.running++;
    const trouble = await this.work(rest, begun);
    this.running--;
    this.seconds += (performance.now() - began) / 1_000;
    if (this.options.interrupted.aborted) return;
    const isTold = [...begun].some((file) => file.isUnderWay);
    for (const file of begun) this.close(file, trouble);
    this.rest.push(...rest.filter(({ path }) => ![...begun].some((file) => file.path === path)));
    if (trouble && begun.size === 0) this.barren++;
    if (trouble && !isTold) this.fail("The suite", trouble);
  }

  /** Tells of what no worker came to, and removes what the run left behind. */
  finish(): void {
    if (!this.options.interrupted.aborted) {
      for (const path of [...this.rest.map(({ path }) => path), ...this.untaken()]) {
        this.options.through(path, [{ path: [], title: "was not run", state: "failed" }], 0);
      }
    }
    rmSync(this.temp, { recursive: true, force: true });
  }

  private untaken(): string[] {
    return this.suite.files.filter((path) => !this.files.has(path));
  }

  /** @returns what was wrong with the worker itself, if anything was */
  private async work(rest: readonly TestFile[], begun: Set<FileResults>): Promise<string | undefined> {
    const { suite, options, temp, taken } = this;
    const name = join(temp, String(this.workers++));
    const events = `${name}.events`;
    const order: Order = { rest, files: suite.files, taken, events, timeoutMs: suite.timeoutMs, words: options.words };
    writeFileSync(`${name}.json`, JSON.stringify(order));
    let current: FileResults | undefined;
    let isDone = false;
    const silence = new Silence(options.patienceMs);
    const told = tailLines(events, (line) => {
      silence.broken();
      const event = JSON.parse(line) as TestEvent;
      if (event.kind === "file") current = this.fileOf(event.file);
      if (event.kind === "done") isDone = true;
      if (!current) return;
      begun.add(current);
      current.hear(event);
      if (event.kind === "fileEnd" && current.isComplete) this.tellOf(current);
    });
    const env = { ...process.env, ...suite.env, [ORDER]: `${name}.json` };
    const group = startGroup(suite.node, suite.args, { env });
    if (suite.speaks) group.onOutput((text) => process.stdout.write(text));
    const stopped = new Promise<"stopped">((resolve) => {
      if (options.interrupted.aborted) resolve("stopped");
      options.interrupted.addEventListener("abort", () => resolve("stopped"), { once: true });
    });
    const end = await Promise.race([group.exited, silence.tooLong, stopped]);
    if (typeof end !== "number") await group.stop("SIGINT", 10_000);
    silence.over();
    told.stop();
    if (end === "stopped" || (end === 0 && isDone)) return undefined;
    const log = suite.speaks ? "" : `\n${group.log().slice(-4_000)}`;
    if (end === "silent") return `Nothing had begun or ended for ${options.patienceMs / 1_000} s.${log}`;
    return `The process ended with exit code ${end}${isDone ? " after its tests" : ""}.${log}`;
  }

  private fileOf(path: string): FileResults {
    const file = this.files.get(path) ?? new FileResults(path);
    this.files.set(path, file);
    return file;
  }

  private close(file: FileResults, trouble: string | undefined): void {
    if (file.isComplete && !file.isUnderWay) return;
    const left = file.workerEnded(trouble);
    if (left) this.rest.push(left);
    else this.tellOf(file);
  }

  private tellOf(file: FileResults): void {
    this.options.through(file.path, file.outcomes(), file.seconds);
  }

  private fail(title: string, error: string): void {
    this.options.through("", [{ path: [], title, state: "failed", error }], 0);
  }
}
