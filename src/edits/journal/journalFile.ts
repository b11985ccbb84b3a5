import type { DatabaseSync } from "node:sqlite";
import { isDamaged, type Layout } from "../../storage/database";
import type { Owner } from "../../storage/owner";
import type { ChangeSet } from "../changeSet";
import type { TakesBack, WriteAhead } from "../write/changeWriter";
import type { Planned } from "../write/examine";
import type { Files } from "../write/port";
import type { FileState } from "../write/states";
import { ChangeJournal } from "./changeJournal";
import { JOURNAL_LAYOUT } from "./layout";
import { settle } from "./settle";

/** What the journal's file needs of the world. */
export interface JournalPort {
  readonly owner: Owner;
  readonly files: Pick<Files, "look">;
  now(this: void): number;
  isRunning(this: void, pid: number): boolean;
  /** @throws when there is nothing to be had on this disk */
  open(layout: Layout): Promise<DatabaseSync>;
  /** A change is not kept, and why. */
  failed(error: unknown): void;
}

/** The journal's file, opened when it is first wanted. A change is written also where it cannot be kept. */
export class JournalFile implements WriteAhead {
  private database: DatabaseSync | undefined;
  private loading: Promise<ChangeJournal> | undefined;
  private current: ChangeJournal | undefined;

  constructor(private readonly port: JournalPort) {}

  /** What others left open is settled by then. @throws when it cannot be opened; the next call tries again */
  async load(): Promise<ChangeJournal> {
    this.loading ??= this.open(JOURNAL_LAYOUT);
    try {
      return await this.loading;
    } catch (error) {
      this.loading = undefined;
      throw error;
    }
  }

  async begin(
    set: ChangeSet,
    planned: readonly Planned[],
    takesBack: TakesBack | undefined,
  ): Promise<number | undefined> {
    try {
      return (await this.load()).begin(set, planned, takesBack);
    } catch (error) {
      if (!isDamaged(error)) {
        this.port.failed(error);
        return undefined;
      }
    }
    try {
      return (await this.renewed()).begin(set, planned, takesBack);
    } catch (error) {
      this.port.failed(error);
      return undefined;
    }
  }

  end(entry: number, states: readonly FileState[]): void {
    try {
      this.current?.end(entry, states);
    } catch (error) {
      // The files themselves will say what became of it, when the journal is next opened.
      this.port.failed(error);
    }
  }

  dispose(): void {
    this.database?.close();
    this.database = undefined;
    this.loading = undefined;
    this.current = undefined;
  }

  /** What is damaged is moved aside, which only a check of all of it finds for certain. */
  private renewed(): Promise<ChangeJournal> {
    this.dispose();
    this.loading = this.open({ ...JOURNAL_LAYOUT, isChecked: true });
    return this.loading;
  }

  private async open(layout: Layout): Promise<ChangeJournal> {
    const { owner, files, now, isRunning } = this.port;
    this.database = await this.port.open(layout);
    this.current = new ChangeJournal(this.database, owner, now);
    await settle(this.current, files, isRunning);
    return this.current;
  }
}
