import type { DatabaseSync } from "node:sqlite";
import { erase } from "../storage/database";

/**
 * Deletes conversations, so that nothing of them stays in the file, nor among what can be searched.
 * @throws when the disk does not let it; then nothing is deleted
 */
export function forget(database: DatabaseSync, conversations: readonly string[]): void {
  const gone = JSON.stringify(conversations);
  const among = "IN (SELECT value FROM json_each(?))";
  erase(database, () => {
    database
      .prepare(`DELETE FROM spoken WHERE rowid IN (SELECT id FROM spoken_at WHERE conversation ${among})`)
      .run(gone);
    // Words that were deleted stay in an index until it is put together anew.
    database.exec("INSERT INTO spoken (spoken) VALUES ('optimize')");
    for (const [table, id] of [
      ["events", "conversation"],
      ["spoken_at", "conversation"],
      ["queues", "conversation"],
      ["held", "conversation"],
      ["conversations", "id"],
    ] as const) {
      database.prepare(`DELETE FROM ${table} WHERE ${id} ${among}`).run(gone);
    }
  });
}
