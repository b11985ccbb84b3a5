import type { Connection } from "../connection";
import type { ApiProblem } from "../errors";
import { type Purpose, RULES } from "../purpose";
import { backoffMs } from "./backoff";
import type { PassEnd } from "./governor";

/** Asked again at once, the server would say the same. */
const LASTING: ReadonlySet<ApiProblem["kind"]> = new Set([
  ...(["refusedKey", "forbidden", "unpaid", "notFound", "unusableModel"] as const),
  ...(["redirected", "malformed", "serverError", "serverTimeout"] as const),
]);

interface Failure {
  readonly count: number;
  readonly until: number;
}

/** Of a request, what tells it from others that may fare otherwise. */
export interface Attempt {
  readonly purpose: Purpose;
  readonly model: string;
}

/**
 * What has just been asked in vain by what asks by itself, at each key that is typed. It waits before it asks again,
 * longer each time; where nothing else is to be had, this is all that keeps a server from being asked at every key.
 */
export class InVain {
  private readonly failures = new Map<Connection, Map<string, Failure>>();

  constructor(private readonly random: () => number = Math.random) {}

  /** Milliseconds to wait before any of these is asked. */
  waitMs(
    { connections, purpose, model }: Attempt & { readonly connections: readonly Connection[] },
    now: number,
  ): number {
    if (!RULES[purpose].asksByItself) {
      return 0;
    }
    const waits = connections.map((one) => (this.failures.get(one)?.get(`${purpose} ${model}`)?.until ?? now) - now);
    return Math.max(0, Math.min(...waits));
  }

  /** A request is over. */
  ended(connection: Connection, { purpose, model }: Attempt, { problem, firstTokenMs }: PassEnd, now: number): void {
    const { asksByItself, asksModel } = RULES[purpose];
    const isAnswered = problem === undefined && firstTokenMs !== undefined;
    if (!asksModel && isAnswered) {
      this.failures.delete(connection);
    }
    if (!asksByItself) {
      return;
    }
    const known = this.failures.get(connection) ?? new Map<string, Failure>();
    this.failures.set(connection, known);
    const id = `${purpose} ${model}`;
    const { count, until } = known.get(id) ?? { count: 0, until: now };
    if (isAnswered) {
      known.delete(id);
    } else if (problem && LASTING.has(problem.kind) && now >= until) {
      const said = problem.kind === "serverError" ? problem.retryAfterMs : undefined;
      known.set(id, { count: count + 1, until: now + (said ?? backoffMs(count + 1, this.random())) });
    }
  }
}
