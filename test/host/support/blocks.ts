/** A stretch in which this process could not turn to anything else. Times in milliseconds of `performance.now()`. */
export interface Block {
  readonly from: number;
  readonly to: number;
  /** What the stretch took of this thread's CPU: a process that the machine has put aside is not blocked by its code. */
  readonly busy: number;
}

const INTERVAL_MS = 5;

/** Watches how long the event loop is kept from turning, by the CPU time that it takes. */
export class BlockWatcher {
  readonly blocks: Block[] = [];
  private last = now();
  private timer = setTimeout(() => this.turn(), INTERVAL_MS);

  /** @param atLeast milliseconds; what is shorter is not kept */
  constructor(private readonly atLeast: number) {}

  stop(): void {
    clearTimeout(this.timer);
    this.look();
  }

  private turn(): void {
    this.look();
    this.timer = setTimeout(() => this.turn(), INTERVAL_MS);
  }

  private look(): void {
    const { last } = this;
    this.last = now();
    const busy = Math.min(this.last.cpu - last.cpu, this.last.wall - last.wall);
    if (busy >= this.atLeast) {
      this.blocks.push({ from: last.wall, to: this.last.wall, busy });
    }
  }
}

function now(): { wall: number; cpu: number } {
  return { wall: performance.now(), cpu: cpuTime() };
}

/** Milliseconds of CPU so far: of this thread, or of all where Node cannot tell them apart (before 22.19). */
export function cpuTime(): number {
  const node = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  const { user, system } = node.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1_000;
}
