import { AsyncResource, createHook, executionAsyncId, executionAsyncResource } from "node:async_hooks";
import { cpuTime } from "../support/blocks";

/** Code of ours that ran without a pause. */
export interface Stretch {
  /** What it began with: the event's name, or the provider's. */
  readonly name: string;
  /** Its time; while the machine puts a process aside, that process does nothing, so this is no more than its CPU's. */
  readonly busy: number;
  /** It ran before the editor had its turn again; else it was put off, or came with an answer. */
  readonly atOnce: boolean;
}

const TYPE = "codestral ";
/** What took less was not put aside; the CPU's clock may be too coarse to say anything of it. */
const PUT_ASIDE_MS = 4;

/**
 * Takes the time of all code that is called by way of `run`, and of all that follows from it: what comes after an
 * `await`, timers, sockets. Times are milliseconds.
 */
export class OwnTime {
  private stretches: Stretch[] = [];
  /** What each asynchronous thing of ours began with, by its id. */
  private readonly names = new Map<number, string>();
  private depth = 0;
  private atOnce = false;
  private begun = { name: "", cpu: 0, wall: 0 };
  private readonly hook = createHook({
    init: (id, type) => {
      const name = type.startsWith(TYPE) ? type.slice(TYPE.length) : this.names.get(executionAsyncId());
      if (name !== undefined) this.names.set(id, name);
    },
    before: (id) => this.enter(id),
    after: () => this.leave(),
    destroy: (id) => this.names.delete(id),
  });

  run<Result>(name: string, code: () => Result): Result {
    return new Entry(TYPE + name, { requireManualDestroy: true }).runInAsyncScope(code);
  }

  start(): void {
    this.stretches = [];
    this.hook.enable();
  }

  stop(): void {
    this.hook.disable();
  }

  /** What has run since the last call. */
  take(): readonly Stretch[] {
    return this.stretches.splice(0);
  }

  private enter(id: number): void {
    if (this.depth > 0) {
      this.depth++;
      return;
    }
    const resource = executionAsyncResource();
    if (resource instanceof Entry) this.atOnce = true;
    else if (!isMicrotask(resource)) this.atOnce = false;
    const name = this.names.get(id);
    if (name === undefined) return;
    this.depth = 1;
    this.begun = { name, cpu: cpuTime(), wall: performance.now() };
  }

  private leave(): void {
    if (this.depth === 0) return;
    this.depth--;
    if (this.depth > 0) return;
    const wall = performance.now() - this.begun.wall;
    const busy = wall < PUT_ASIDE_MS ? wall : Math.min(wall, cpuTime() - this.begun.cpu);
    this.stretches.push({ name: this.begun.name, busy, atOnce: this.atOnce });
  }
}

class Entry extends AsyncResource {}

/** What comes after an `await`, or of `process.nextTick`, runs before anything else has its turn. */
function isMicrotask(resource: object): boolean {
  return resource instanceof Promise || ("callback" in resource && "args" in resource);
}
