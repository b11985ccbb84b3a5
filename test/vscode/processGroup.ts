import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { built } from "./paths";

/** A program with all that it started. */
export interface ProcessGroup {
  /** What it wrote so far (the last million characters), if it is captured. */
  log(): string;
  /** Resolves with the exit code of the program. */
  readonly exited: Promise<number>;
  /** Called with everything it writes from now on. */
  onOutput(listener: (text: string) => void): void;
  /** Asks the program to end, and ends by force whatever of its group is left after `graceMs`. */
  stop(signal?: "SIGTERM" | "SIGINT", graceMs?: number): Promise<void>;
}

export interface ProcessGroupOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** `inherit`: writes straight to our own output. */
  readonly output?: "capture" | "inherit";
}

/** A workbench that a person uses for days must not fill the memory with its log. */
const keptLog = 1_000_000;

/** Starts a program in a process group of its own, which ends at the latest when this process does. */
export function startGroup(program: string, args: readonly string[], options: ProcessGroupOptions = {}): ProcessGroup {
  const output = options.output === "inherit" ? "inherit" : "pipe";
  const child = spawn(process.execPath, [join(built, "vscode", "guard.mjs"), program, ...args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["pipe", output, output],
    detached: true,
  });
  let log = "";
  const listeners: ((text: string) => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-keptLog);
      for (const listener of listeners) listener(text);
    });
  }
  const exited = new Promise<number>((resolve, reject) => {
    child.on("error", reject).on("exit", (code) => resolve(code ?? 1));
  });
  return {
    log: () => log,
    exited,
    onOutput: (listener) => listeners.push(listener),
    async stop(signal = "SIGTERM", graceMs = 3000) {
      signalGroup(child.pid, signal);
      await Promise.race([exited, delay(graceMs, undefined, { ref: false })]);
      signalGroup(child.pid, "SIGKILL");
      await exited;
    },
  };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
