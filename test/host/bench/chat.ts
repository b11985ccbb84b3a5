import { BlockWatcher } from "../support/blocks";
import { type LongChat, writeLive } from "./longChat";
import { serve } from "./tasks";

/** Says for how long the extension host was kept from turning between two requests, and writes long chats. */
export async function run(): Promise<void> {
  let watcher: BlockWatcher | undefined;
  await serve({
    write: (chat) => writeLive(chat as LongChat),
    watch: () => {
      watcher = new BlockWatcher(1);
    },
    longestBlock: () => {
      watcher?.stop();
      return Math.max(0, ...(watcher?.blocks ?? []).map(({ busy }) => busy));
    },
  });
}
