import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { record } from "../record";
import type { CatalogStore, StoredListing } from "./serverModels";

/** More servers and keys than a person works with in a month. */
const MAX_LISTS = 16;

/** Keeps lists of models in one file. A file that is broken counts as empty and is written anew. */
export class CatalogFile implements CatalogStore {
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly path: string) {}

  async read(id: string): Promise<StoredListing | undefined> {
    return (await this.all()).get(id);
  }

  write(id: string, listing: StoredListing): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.put(id, listing));
    return this.writing;
  }

  private async put(id: string, listing: StoredListing): Promise<void> {
    // Another window may have written meanwhile.
    const lists = (await this.all()).set(id, listing);
    const newest = [...lists].sort(([, one], [, other]) => other.at - one.at).slice(0, MAX_LISTS);
    await mkdir(dirname(this.path), { recursive: true });
    const unfinished = `${this.path}.${randomUUID()}`;
    try {
      await writeFile(unfinished, JSON.stringify(Object.fromEntries(newest)));
      await rename(unfinished, this.path);
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  private async all(): Promise<Map<string, StoredListing>> {
    const lists = new Map<string, StoredListing>();
    for (const [id, list] of Object.entries(record(await this.parsed()))) {
      const { at, data } = record(list);
      if (typeof at === "number" && Array.isArray(data)) {
        lists.set(id, { at, data });
      }
    }
    return lists;
  }

  private async parsed(): Promise<unknown> {
    try {
      return JSON.parse(await readFile(this.path, "utf8"));
    } catch {
      return undefined;
    }
  }
}
