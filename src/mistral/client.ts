import type { RequestFacts } from "./classify";
import type { ApiProblem } from "./errors";
import { baseAddress, serverName } from "./server";

/** Where requests go and with which key. Both are asked for at each request, so a change takes effect at once. */
export interface Access {
  server(): string;
  key(): Promise<string | undefined>;
}

/** What a request is made for. */
export type Purpose = "completion" | "chat" | "refactoring";

/** Hears of each request's fate; never of a cancelled one. */
export interface RequestObserver {
  began(purpose: Purpose): void;
  /** `problem` is missing when all went well or when the request was cancelled. */
  ended(purpose: Purpose, outcome: "answered" | "cancelled" | ApiProblem): void;
}

export interface Connection {
  /** The server's address, as the SDK wants it. */
  readonly base: string;
  readonly facts: Omit<RequestFacts, "model">;
}

/** Opens the way to the configured server. */
export class MistralClient {
  private last: Connection | undefined;

  constructor(
    private readonly access: Access,
    readonly observer: RequestObserver,
  ) {}

  async connect(): Promise<Connection | ApiProblem> {
    const key = await this.access.key();
    const setting = this.access.server();
    if (key === undefined) {
      return { kind: "noKey", server: serverName(setting) };
    }
    return this.connectWith(setting, key);
  }

  /** A connection with a key that is not stored yet, to try it. */
  connectWith(setting: string, key: string): Connection | ApiProblem {
    const base = baseAddress(setting);
    if (base === undefined) {
      return { kind: "badServer", server: setting };
    }
    if (!/^[\x21-\x7e]+$/.test(key)) {
      // It cannot stand in a header, and the error that says so would repeat it.
      return { kind: "refusedKey", server: serverName(setting) };
    }
    if (this.last?.base !== base || this.last.facts.key !== key) {
      this.last = { base, facts: { server: serverName(setting), key } };
    }
    return this.last;
  }
}

export function isProblem(value: object): value is ApiProblem {
  return "kind" in value;
}
