import type { Clock } from "../../../src/completion/clock";
import { extentAt, isUsefulPlace } from "../../../src/completion/extent";
import type { EnginePort } from "../../../src/completion/engine";
import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import { endOf } from "../../../src/completion/stop";
import { trimmed } from "../../../src/completion/trim";
import type { Engine } from "./person";

/** Waits for a pause of so many milliseconds, asks, and shows what comes: as most extensions do. */
export class Debounced implements Engine {
  private last: { readonly snapshot: Snapshot; readonly suggestion: Suggestion } | undefined;

  constructor(
    private readonly port: EnginePort,
    private readonly clock: Clock,
    private readonly wait: number,
    /** Whether typing what is suggested shows its rest. */
    private readonly reuses: boolean,
  ) {}

  async suggest(snapshot: Snapshot, signal: AbortSignal): Promise<Suggestion | undefined> {
    const known = this.reuses ? this.rest(snapshot) : undefined;
    if (known) return known;
    if (!isUsefulPlace(snapshot)) return undefined;
    await this.clock.wait(this.wait, signal);
    if (signal.aborted) return undefined;
    const suggestion = await this.ask(snapshot, signal);
    if (suggestion) this.last = { snapshot, suggestion };
    return suggestion;
  }

  private rest({ prefix }: Snapshot): Suggestion | undefined {
    if (!this.last || !prefix.startsWith(this.last.snapshot.prefix)) return undefined;
    const typed = prefix.slice(this.last.snapshot.prefix.length);
    const { suggestion } = this.last;
    const text = suggestion.text.slice(typed.length);
    return suggestion.text.startsWith(typed) && text !== "" ? { ...suggestion, text } : undefined;
  }

  private async ask(snapshot: Snapshot, signal: AbortSignal): Promise<Suggestion | undefined> {
    const extent = extentAt(snapshot);
    const { prefix, suffix } = snapshot;
    const request = { model: this.port.model(), prefix, suffix, maxTokens: 256, stop: [], temperature: 0 };
    const cut = new AbortController();
    let text = "";
    try {
      for await (const event of this.port.ask(request, AbortSignal.any([signal, cut.signal]))) {
        if (event.kind === "end") return trimmed(text.slice(0, endOf(text, snapshot, extent, true)), snapshot, whole);
        if (event.kind === "problem") return undefined;
        text += event.text;
        const end = endOf(text, snapshot, extent, false);
        if (end !== undefined) return trimmed(text.slice(0, end), snapshot, whole);
      }
      return undefined;
    } finally {
      cut.abort();
    }
  }
}

const whole = { cut: false };
