import type { Clock } from "../../mistral/clock";
import type { Source } from "../../mistral/request";
import type { Snapshot } from "../snapshot";
import { ContextKeeper } from "./keeper";
import { Pauses } from "./pause";
import type { ContextPort } from "./port";
import { queryAt } from "./query";
import { chosenOf } from "./rank";
import { blocksOf, rendered } from "./render";
import type { ContextQuery, ContextSource, Findings } from "./source";
import { sourcesOf } from "./sources";
import { KnownFiles } from "./knownFiles";

/** Beyond this more context finds hardly more of what is written next, and costs more. By the bench. */
const TOKENS = 1_024;

interface Collecting {
  readonly document: string;
  readonly done: Promise<void>;
  cut(): void;
}

/** What the model is told beside the text around the cursor: collected off the key's path, ready when the key comes. */
export class CompletionContext {
  private readonly files: KnownFiles;
  private readonly sources: readonly ContextSource[];
  private readonly keeper: ContextKeeper;
  private collecting: Collecting | undefined;

  constructor(port: ContextPort, clock: Pick<Clock, "now">) {
    this.files = new KnownFiles(port);
    this.sources = sourcesOf(this.files);
    this.keeper = new ContextKeeper(clock);
  }

  /** What is to stand ahead of the prefix; empty if nothing is known. Takes no time. */
  textFor(snapshot: Snapshot): string {
    return this.keeper.text(snapshot.document);
  }

  /** Of which files that text is. Takes no time. */
  sourcesFor(snapshot: Snapshot): readonly Source[] {
    return this.keeper.sources(snapshot.document);
  }

  /**
   * Has context collected for the place if what is there has become stale; cheap if it has not. One collection is under
   * way at a time: one for the same document is waited for, one for another is cut. Never throws.
   */
  async refresh(snapshot: Snapshot, signal: AbortSignal): Promise<void> {
    const under = this.collecting;
    if (under?.document === snapshot.document) {
      await under.done;
      return;
    }
    const query = queryAt(snapshot);
    if (signal.aborted || !this.keeper.isDue(query)) return;
    under?.cut();
    const cutter = new AbortController();
    const done = this.collect(query, AbortSignal.any([signal, cutter.signal]))
      .catch(() => {})
      .finally(() => {
        if (this.collecting === mine) this.collecting = undefined;
      });
    const mine: Collecting = { document: snapshot.document, done, cut: () => cutter.abort() };
    this.collecting = mine;
    await done;
  }

  /** The file's text is another one now than when it was read. */
  forget(path: string): void {
    this.files.forget(path);
  }

  /** Other files may be read now than before: what has been read is forgotten, and what was made of it. */
  forgetAll(): void {
    this.collecting?.cut();
    this.collecting = undefined;
    this.files.forgetAll();
    this.keeper.forgetAll();
  }

  private async collect(query: ContextQuery, signal: AbortSignal): Promise<void> {
    const pauses = new Pauses(signal);
    await this.files.update(query, pauses);
    const found: Findings[] = [];
    for (const source of this.sources) found.push(await findingsOf(source, query, pauses));
    const standing = this.keeper.blocks(query.document);
    const lines = new Set(standing.flatMap(({ text }) => text.split("\n")));
    const chosen = await chosenOf(found, query, this.files.library, { tokens: TOKENS, standing: lines }, pauses);
    if (signal.aborted) return;
    const blocks = blocksOf(chosen, query.path, standing);
    this.keeper.keep(query, blocks, rendered(blocks, query.path));
  }
}

/** One source that fails does not take the others down. */
async function findingsOf(source: ContextSource, query: ContextQuery, pauses: Pauses): Promise<Findings> {
  try {
    return await source.collect(query, pauses);
  } catch {
    return {};
  }
}
