import type { Purpose } from "../purpose";
import type { Redaction, RequestObserver, RequestResult, SentRequest, Source } from "../request";
import type { LedgerDatabase } from "./ledgerDatabase";

/** Of all windows together; the ones before are forgotten. */
export const SENT_KEPT = 200;

/** A request as it left, and what became of it. */
export interface Sent extends Omit<SentRequest, "body"> {
  /** `answered`, `cancelled` or the kind of the problem; undefined while it is under way. */
  readonly outcome: string | undefined;
  /** Undefined where bodies were not kept when it was sent. */
  readonly body: string | undefined;
}

/** Keeps which server was sent how much of which files, for the last 200 requests. */
export class EgressLedger implements RequestObserver {
  /** @param keepsBodies whether the person wants what is sent kept too, with its secrets replaced */
  constructor(
    private readonly database: LedgerDatabase,
    private readonly keepsBodies: () => boolean,
  ) {}

  sent(request: SentRequest): void {
    const { id, at, purpose, model, server, keyName, characters, sources, redactions } = request;
    const bodyOf = this.keepsBodies() ? bodyIn(request) : noBody;
    this.database.push((open) => {
      open
        .prepare(INSERT)
        .run(
          ...[id, Math.round(at), purpose, model, server, keyName, characters],
          ...[JSON.stringify(sources), JSON.stringify(redactions), bodyOf()],
        );
      open.prepare(FORGET_OLD).run(SENT_KEPT);
    });
  }

  ended({ id }: SentRequest, { outcome }: RequestResult): void {
    const end = typeof outcome === "string" ? outcome : outcome.kind;
    this.database.push((open) => open.prepare("UPDATE sent SET outcome = ? WHERE id = ?").run(end, id));
  }

  /** The latest first; undefined where nothing can be read. */
  latest(): Sent[] | undefined {
    return this.database.read((open) =>
      open
        .prepare("SELECT * FROM sent ORDER BY number DESC")
        .all()
        .map((row) => ({
          id: String(row["id"]),
          at: Number(row["at"]),
          purpose: String(row["purpose"]) as Purpose,
          model: String(row["model"]),
          server: String(row["server"]),
          keyName: String(row["key"]),
          characters: Number(row["characters"]),
          sources: JSON.parse(String(row["sources"])) as Source[],
          redactions: JSON.parse(String(row["redactions"])) as Redaction[],
          outcome: optional(row["outcome"]),
          body: optional(row["body"]),
        })),
    );
  }

  /** @throws when the file cannot be written to */
  deleteAll(): void {
    this.database.erase(["sent"]);
  }
}

/** Made when it is written, as it may be long. */
function bodyIn(request: SentRequest): () => string | null {
  return () => request.body() || null;
}

/** Holds nothing of a request until it is written. */
const noBody = () => null;

function optional(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

const INSERT = `
  INSERT OR IGNORE INTO sent (id, at, purpose, model, server, key, characters, sources, redactions, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
`;
const FORGET_OLD = "DELETE FROM sent WHERE number <= (SELECT number FROM sent ORDER BY number DESC LIMIT 1 OFFSET ?)";
