import type { Clock } from "../../mistral/clock";
import type { Source } from "../../mistral/request";
import type { Block } from "./chosen";
import type { ContextQuery } from "./source";

const MOST_DOCUMENTS = 20;
/** Lines written below the place for which context was collected until it is collected anew … */
const LINES = 20;
/** … if so many requests have had it: the first with new context has the server read all of it, the others share that. */
const USES = 24;
/** After a rest this long new context disturbs nobody. */
const REST_MS = 30_000;
/** The share of names around the cursor that must be the same for it to be the same place. */
const SAME_PLACE = 0.4;
/** Names that are written with the cursor come and go while one types; these few lines' worth do not count. */
const FEW_NAMES = 6;

interface Kept {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly sources: readonly Source[];
  readonly near: ReadonlySet<string>;
  /** A line above the cursor then. */
  readonly anchor: string;
  /** When it was last asked whether the context is due. */
  asked: number;
  /** How many requests have had it. */
  uses: number;
  /** The person has rested since it was collected; so it stays until a collection comes to its end. */
  isStale: boolean;
}

/**
 * Context that moves in steps. Each change of it has the server read the whole prompt anew, so what was collected for
 * a document stays as it is until the cursor is at another place, many lines have been written, or the person has
 * rested.
 */
export class ContextKeeper {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly clock: Pick<Clock, "now">) {}

  /** For one request. Costs nothing. */
  text(document: string): string {
    const kept = this.kept.get(document);
    if (kept) kept.uses++;
    return kept?.text ?? "";
  }

  /** Of what `text` is made. Costs nothing. */
  sources(document: string): readonly Source[] {
    return this.kept.get(document)?.sources ?? [];
  }

  blocks(document: string): readonly Block[] {
    return this.kept.get(document)?.blocks ?? [];
  }

  /** Whether context is to be collected anew for this place. */
  isDue(query: ContextQuery): boolean {
    const kept = this.kept.get(query.document);
    if (!kept) return true;
    kept.isStale ||= this.clock.now() - kept.asked >= REST_MS;
    kept.asked = this.clock.now();
    return kept.isStale || isElsewhere(kept, query);
  }

  keep(query: ContextQuery, blocks: readonly Block[], text: string): void {
    this.kept.delete(query.document);
    this.kept.set(query.document, {
      text,
      blocks,
      sources: blocks.map(({ source }) => source),
      near: new Set(query.near.keys()),
      anchor: anchorOf(query.prefix),
      asked: this.clock.now(),
      uses: 0,
      isStale: false,
    });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_DOCUMENTS) break;
      this.kept.delete(oldest);
    }
  }

  forgetAll(): void {
    this.kept.clear();
  }
}

function isElsewhere({ near, anchor, uses }: Kept, query: ContextQuery): boolean {
  const at = anchor === "" ? 0 : query.prefix.lastIndexOf(anchor);
  const written = at === -1 ? LINES : query.prefix.slice(at + anchor.length).split("\n").length - 1;
  if (at !== -1) return written >= LINES && uses >= USES;
  let same = 0;
  for (const name of query.near.keys()) same += near.has(name) ? 1 : 0;
  const all = near.size + query.near.size - same;
  return all - same > FEW_NAMES && same / all < SAME_PLACE;
}

/** The last two whole lines before the cursor: enough to be found again, whatever is written after them. */
function anchorOf(prefix: string): string {
  const end = prefix.lastIndexOf("\n") + 1;
  const middle = prefix.lastIndexOf("\n", end - 2);
  const start = prefix.lastIndexOf("\n", middle - 1) + 1;
  return end === 0 ? "" : prefix.slice(middle === -1 ? 0 : start, end);
}
