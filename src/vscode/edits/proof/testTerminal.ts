import { type ChildProcess, spawn } from "node:child_process";
import * as vscode from "vscode";

/** So much of what is printed is read, from its end. */
const MOST_OUTPUT = 16_000_000;
/** Whoever does not end when asked to is ended. */
const GRACE_MS = 2_000;

/** A run of a program in a terminal of its own, where the person sees it and can end it. */
export class TestTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly over = new vscode.EventEmitter<number | void>();
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.over.event;
  private readonly ending = Promise.withResolvers<{ readonly exitCode: number | undefined; readonly output: string }>();
  /** Settles when it has ended: the exit code, undefined if it was ended or could not begin, and what it printed. */
  readonly ended = this.ending.promise;
  private child: ChildProcess | undefined;
  private output = "";

  /** @param folder where it runs, a path */
  constructor(
    private readonly program: string,
    private readonly args: readonly string[],
    private readonly folder: string,
  ) {}

  open(): void {
    this.print(`> ${[this.program, ...this.args].join(" ")}\n\n`);
    const isWindows = process.platform === "win32";
    // Package managers are scripts there, which only a shell runs; elsewhere a group of its own is ended as a whole.
    const options = { cwd: this.folder, shell: isWindows, detached: !isWindows, windowsHide: true } as const;
    this.child = spawn(this.program, [...this.args], { ...options, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => this.heard(text));
    }
    this.child.on("error", (error) => this.end(undefined, `${this.program} could not be run: ${error.message}`));
    this.child.on("close", (code, signal) => {
      const said = code === null ? `It was ended (${signal ?? "unknown"}).` : `It ended with exit code ${code}.`;
      this.end(code ?? undefined, said);
    });
  }

  close(): void {
    this.stop();
  }

  /** Ends it, with all that it has started. */
  stop(): void {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    this.signal(child, "SIGTERM");
    const timer = setTimeout(() => this.signal(child, "SIGKILL"), GRACE_MS);
    void this.ended.then(() => clearTimeout(timer));
  }

  /** Ctrl+C is all that it is told. */
  handleInput(data: string): void {
    if (data === "\u0003") {
      this.stop();
    }
  }

  private heard(text: string): void {
    this.output = (this.output + text).slice(-MOST_OUTPUT);
    this.print(text);
  }

  private end(exitCode: number | undefined, said: string): void {
    this.print(`\n${said}\n`);
    this.ending.resolve({ exitCode, output: this.output });
  }

  private print(text: string): void {
    this.written.fire(text.replace(/\r?\n/g, "\r\n"));
  }

  private signal(child: ChildProcess, signal: NodeJS.Signals): void {
    try {
      if (process.platform === "win32" || child.pid === undefined) {
        child.kill(signal);
      } else {
        process.kill(-child.pid, signal);
      }
    } catch {
      // It has ended by itself.
    }
  }
}
