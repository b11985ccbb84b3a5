import type { ChatEvent } from "./protocol";

/** About two frames: text still flows, and a fast model costs no more than 30 messages a second. */
const GATHER_MS = 33;

/** Joins runs of text (or thinking) deltas, so that neither the disk nor the webview is asked for each token. */
export class Deltas {
  private pending: Extract<ChatEvent, { kind: "text" | "thinking" }> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly emit: (event: ChatEvent) => void) {}

  add(event: ChatEvent): void {
    if (event.kind !== "text" && event.kind !== "thinking") {
      this.flush();
      this.emit(event);
      return;
    }
    if (this.pending && this.pending.kind !== event.kind) {
      this.flush();
    }
    this.pending = { kind: event.kind, delta: (this.pending?.delta ?? "") + event.delta };
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { pending } = this;
    this.pending = undefined;
    if (pending) {
      this.emit(pending);
    }
  }
}
