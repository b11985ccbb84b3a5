import { systemClock } from "./clock";
import type { Connection } from "./connection";
import { Dialect } from "./dialect/dialect";
import type { ApiProblem } from "./errors";
import { Gate } from "./gate/gate";
import type { ApiKey } from "./keys/apiKey";
import { FileSecrets } from "./privacy/fileSecrets";
import { Redactor } from "./privacy/redactor";
import { Vault } from "./privacy/vault";
import { type Purpose, RULES } from "./purpose";
import type { RequestObserver } from "./request";
import { baseAddress, serverName } from "./server";

/** Where requests go and with which keys. Both are asked for at each request, so a change takes effect at once. */
export interface Access {
  /** The server for whoever has no key yet. */
  server(): string;
  /** The person's keys, in their order. */
  keys(): Promise<readonly ApiKey[]>;
}

/** Opens the way to the servers that the person has keys for. */
export class MistralClient {
  readonly vault = new Vault();
  private readonly known = new Map<string, Connection>();
  private readonly dialects = new Map<string, Dialect>();

  constructor(
    private readonly access: Access,
    readonly observer: RequestObserver,
    /** Lets requests out, each when it may go. */
    readonly gate = new Gate(systemClock),
  ) {}

  /** The ways that may be taken for a purpose, in the person's order; there is at least one. */
  async connections(purpose: Purpose): Promise<readonly Connection[] | ApiProblem> {
    const { work } = RULES[purpose];
    const keys = (await this.access.keys()).filter((key) => work === "any" || key.work === "both" || key.work === work);
    const opened = keys.map((key) => this.open(key));
    const usable = opened.filter((one): one is Connection => !isProblem(one));
    return usable.length > 0 ? usable : (opened.find(isProblem) ?? this.withoutKey());
  }

  /** Takes the secrets out of what is to be sent; it knows the person's own keys, also those that they have just stored. */
  async redactor(): Promise<Redactor> {
    this.vault.keepOwn((await this.access.keys()).map(({ secret }) => secret));
    return new Redactor(this.vault);
  }

  /** Puts the secrets of a file back where a model writes their placeholders into that file. */
  secretsOf(text: string): FileSecrets {
    return new FileSecrets(this.vault, text);
  }

  /** The first of them. */
  async connect(purpose: Purpose): Promise<Connection | ApiProblem> {
    const connections = await this.connections(purpose);
    return isProblem(connections) ? connections : (connections[0] ?? this.withoutKey());
  }

  /** A connection with a key, also with one that is not stored yet, to try it. The same object for the same key. */
  open({ name, server, secret }: Pick<ApiKey, "name" | "server" | "secret">): Connection | ApiProblem {
    const base = baseAddress(server);
    if (base === undefined) {
      return { kind: "badServer", server: serverName(server) };
    }
    if (!/^[\x21-\x7e]*$/.test(secret)) {
      // It cannot stand in a header, and the error that says so would repeat it.
      return { kind: "refusedKey", server: serverName(server) };
    }
    const id = `${base} ${secret}`;
    const known = this.known.get(id);
    if (known?.keyName === name) {
      return known;
    }
    const dialect = this.dialects.get(base) ?? new Dialect(base);
    this.dialects.set(base, dialect);
    const connection = { keyName: name, base, dialect, facts: { server: serverName(server), key: secret } };
    this.known.set(id, connection);
    return connection;
  }

  private withoutKey(): ApiProblem {
    return { kind: "noKey", server: serverName(this.access.server()) };
  }
}

export function isProblem(value: object): value is ApiProblem {
  return "kind" in value;
}
