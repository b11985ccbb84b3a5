import type { Clock } from "../../../src/mistral/clock";
import type { EnginePort } from "../../../src/completion/engine";
import { isUsefulPlace } from "../../../src/completion/extent";
import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import { endOf } from "../../../src/completion/stop";
import { trimmed } from "../../../src/completion/trim";
import type { Engine } from "./person";

interface Request {
  readonly snapshot: Snapshot;
  readonly answer: Promise<Suggestion | undefined>;
  cut(): void;
}

/**
 * Waits for a pause of so many milliseconds, asks, and shows the line that comes: as most extensions do. It has our rules
 * for where the line ends and what is trimmed.
 */
export class Debounced implements Engine {
  private last: Request | undefined;

  constructor(
    private readonly port: EnginePort,
    private readonly clock: Clock,
    private readonly wait: number,
    /** Whether typing what is suggested, or is about to be, shows its rest; else each key cuts the request before. */
    private readonly reuses: boolean,
  ) {}

  async suggest(snapshot: Snapshot, signal: AbortSignal): Promise<Suggestion | undefined> {
    if (this.reuses) {
      const rest = await this.restOfLast(snapshot);
      if (rest || signal.aborted) return rest;
    }
    if (!isUsefulPlace(snapshot)) return undefined;
    await this.clock.wait(this.wait, signal);
    if (signal.aborted) return undefined;
    this.last?.cut();
    const cutter = new AbortController();
    const kept = this.reuses ? cutter.signal : AbortSignal.any([signal, cutter.signal]);
    this.last = { snapshot, answer: this.ask(snapshot, kept, cutter), cut: () => cutter.abort() };
    return this.last.answer;
  }

  dispose(): void {
    this.last?.cut();
  }

  private async restOfLast({ prefix, document }: Snapshot): Promise<Suggestion | undefined> {
    const { last } = this;
    if (!last || last.snapshot.document !== document || !prefix.startsWith(last.snapshot.prefix)) return undefined;
    const typed = prefix.slice(last.snapshot.prefix.length);
    const suggestion = await last.answer;
    const text = suggestion?.text.slice(typed.length) ?? "";
    return suggestion?.text.startsWith(typed) && text !== "" ? { ...suggestion, text } : undefined;
  }

  private async ask(snapshot: Snapshot, signal: AbortSignal, cutter: AbortController): Promise<Suggestion | undefined> {
    const { prefix, suffix } = snapshot;
    const request = { model: this.port.model(), prefix, suffix, maxTokens: 256, stop: [], temperature: 0 };
    let text = "";
    try {
      for await (const event of this.port.ask(request, signal)) {
        if (event.kind === "problem") return undefined;
        text += event.kind === "text" ? event.text : "";
        const end = endOf(text, snapshot, "line", event.kind === "end");
        if (end !== undefined || event.kind === "end") {
          return trimmed(text.slice(0, end), snapshot, { cut: false });
        }
      }
      return undefined;
    } finally {
      cutter.abort();
    }
  }
}
