import type { Mood } from "./mood";
import type { Output } from "./output";
import type { Recording } from "./recorder";

/** Thrown when the mood has cut the stream: nothing more may be written. */
export class StreamCut extends Error {
  override readonly name = "StreamCut";
}

/** Writes server-sent events, with all that the mood does to them. */
export class EventStream {
  readonly #output: Output;
  readonly #mood: Mood;
  readonly #recording: Recording;
  readonly #lineEnd: string;

  constructor(output: Output, mood: Mood, recording: Recording) {
    this.#output = output;
    this.#mood = mood;
    this.#recording = recording;
    this.#lineEnd = mood.crlf === true ? "\r\n" : "\n";
  }

  async event(value: object): Promise<void> {
    await this.#cutIfDue();
    const text = JSON.stringify(value);
    const broken = this.#mood.brokenEvent === this.#recording.eventsSent;
    await this.#write(broken ? text.slice(0, Math.floor(text.length / 2)) : text, true);
  }

  /** An event with its name, as conversations stream them. */
  async named(name: string, value: object): Promise<void> {
    await this.#cutIfDue();
    await this.#output.write(`event: ${name}${this.#lineEnd}`);
    await this.#write(JSON.stringify(value), true);
  }

  /** The chunk with the reason why the answer ended, then `[DONE]`. */
  async last(value: object): Promise<void> {
    if (this.#mood.unterminatedLastEvent === "finish") {
      await this.#cutIfDue();
      await this.#write(JSON.stringify(value), false);
      return this.#cut();
    }
    await this.event(value);
    await this.#cutIfDue();
    await this.#output.write(this.#framed("[DONE]", this.#mood.unterminatedLastEvent !== "done"));
    this.#recording.doneSent = true;
  }

  /** An error inside the stream; nothing follows. */
  async fail(value: object): Promise<never> {
    await this.#write(JSON.stringify(value), true);
    return this.#cut();
  }

  /** Ends the stream in good order, and the answer with it. */
  async close(): Promise<void> {
    await this.#output.end();
  }

  async #cutIfDue(): Promise<void> {
    const { truncateAfter, destroyAfter } = this.#mood;
    if (truncateAfter === this.#recording.eventsSent) await this.#cut();
    if (destroyAfter === this.#recording.eventsSent) {
      this.#recording.closed = "cut-by-server";
      this.#output.destroy();
      throw new StreamCut();
    }
  }

  async #cut(): Promise<never> {
    this.#recording.closed = "cut-by-server";
    await this.#output.end();
    throw new StreamCut();
  }

  async #write(data: string, terminated: boolean): Promise<void> {
    const comment = this.#mood.comments === true ? `: keep-alive${this.#lineEnd}${this.#lineEnd}` : "";
    await this.#output.write(comment + this.#framed(data, terminated));
    this.#recording.eventsSent += 1;
  }

  #framed(data: string, terminated: boolean): string {
    return `data: ${data}${terminated ? this.#lineEnd + this.#lineEnd : ""}`;
  }
}
