import type { ServerResponse } from "node:http";

/** Writes a body so that each piece has left before the next one starts, and stops when the client has gone. */
export class Output {
  readonly #response: ServerResponse;
  readonly #signal: AbortSignal;
  readonly #oneBytePerPacket: boolean;

  constructor(response: ServerResponse, signal: AbortSignal, oneBytePerPacket: boolean) {
    this.#response = response;
    this.#signal = signal;
    this.#oneBytePerPacket = oneBytePerPacket;
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text, "utf8");
    if (!this.#oneBytePerPacket) return this.#send(bytes);
    for (let at = 0; at < bytes.length; at++) await this.#send(bytes.subarray(at, at + 1));
  }

  end(): Promise<void> {
    this.#signal.throwIfAborted();
    return new Promise((resolve) => {
      this.#response.end(resolve);
    });
  }

  destroy(): void {
    this.#response.destroy();
  }

  #send(bytes: Buffer): Promise<void> {
    this.#signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      this.#response.write(bytes, (error) => {
        if (error === null || error === undefined) resolve();
        else reject(error);
      });
    });
  }
}
