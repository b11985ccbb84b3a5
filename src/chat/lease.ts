import { isSomebodyElse, type Owner, ownerName } from "../storage/owner";
import type { Waiter } from "../storage/journal";
import type { Held, History } from "./history";

/** How often a window says that it is still there. */
const RENEWED_EVERY_MS = 20_000;
/** A process id is given out again after a restart, so one that has not been heard of for so long counts for nothing. */
const EXPIRES_AFTER_MS = 3 * RENEWED_EVERY_MS;
/** A window that is loaded again may be there before the one that it was has gone. */
const PATIENCE_MS = 3_000;
const LOOKS_EVERY_MS = 100;

/** What a lease needs of the world. */
export interface LeasePort {
  readonly owner: Owner;
  /** Milliseconds since 1970. */
  now(this: void): number;
  isRunning(this: void, pid: number): boolean;
}

/** This window's hold on the conversation that it shows, so that no other window goes on with it. */
export class Lease {
  private readonly name: string;
  private held: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly history: Pick<History, "latest" | "held" | "hold" | "letGo">,
    private readonly port: LeasePort,
  ) {
    this.name = ownerName(port.owner);
  }

  /** Whether all conversations that windows of this workspace have open, one at least, are other windows'. */
  get isElsewhere(): boolean {
    const all = this.history.held();
    return all.length > 0 && !all.some((one) => this.isFree(one));
  }

  /** The conversation that a window of this workspace has left last; undefined if there is none that is free. */
  get free(): string | undefined {
    const all = this.history.held();
    // Before there were leases, the latest one was what each window showed.
    return all.length === 0 ? this.history.latest() : all.find((one) => this.isFree(one))?.conversation;
  }

  /** What other windows, of whichever workspace, have open. */
  get others(): string[] {
    return this.history
      .held(true)
      .filter((one) => !this.isFree(one))
      .map(({ conversation }) => conversation);
  }

  /** @returns false if another window was faster */
  take(conversation: string): boolean {
    const was = this.history.held().find((one) => one.conversation === conversation);
    if (!this.history.hold(conversation, this.name, this.port.now(), was?.holder)) {
      return false;
    }
    this.held = conversation;
    this.timer ??= setInterval(() => this.renew(), RENEWED_EVERY_MS).unref();
    return true;
  }

  /** This window shows another conversation from now on, and the old one is nobody's. */
  leave(): void {
    if (this.held !== undefined) {
      this.history.letGo(this.held, this.name);
      this.held = undefined;
    }
  }

  /** The window closes: the next one goes on with its conversation. */
  release(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.held !== undefined) {
      this.history.hold(this.held, undefined, this.port.now(), this.name);
      this.held = undefined;
    }
  }

  private renew(): void {
    try {
      if (this.held !== undefined) {
        this.history.hold(this.held, this.name, this.port.now(), this.name);
      }
    } catch {
      // A disk that takes nothing now is told with what is said; the next time comes soon.
    }
  }

  private isFree({ holder, renewed }: Held): boolean {
    return (
      holder === undefined ||
      holder === this.name ||
      this.port.now() - renewed > EXPIRES_AFTER_MS ||
      !isSomebodyElse(holder, this.port.owner, this.port.isRunning)
    );
  }
}

/** Waits for a window that is about to go, a few seconds at most. Never rejects. */
export async function untilFree(lease: Pick<Lease, "isElsewhere">, clock: Waiter, signal: AbortSignal): Promise<void> {
  try {
    for (let waited = 0; waited < PATIENCE_MS && !signal.aborted && lease.isElsewhere; waited += LOOKS_EVERY_MS) {
      await clock.wait(LOOKS_EVERY_MS, signal);
    }
  } catch {
    // What cannot be read is told by whoever opens it.
  }
}
