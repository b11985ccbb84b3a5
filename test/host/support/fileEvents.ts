import { watch } from "node:fs";

/** What `look` finds, now or after one of the next changes in the folder. */
export function untilFile<Found>(folder: string, look: () => Found | undefined): Promise<Found> {
  return new Promise((resolve, reject) => {
    const check = () => {
      try {
        const found = look();
        if (found === undefined) return;
        watcher.close();
        resolve(found);
      } catch (error) {
        watcher.close();
        reject(error);
      }
    };
    const watcher = watch(folder, check);
    check();
  });
}
