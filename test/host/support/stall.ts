import assert from "node:assert/strict";
import { BlockWatcher } from "./blocks";
import { CpuProfile } from "./cpuProfile";
import { extension } from "./extension";

/** The extension host serves all extensions, and the editor waits for it. */
const STALL_MS = 50;

/** Looks for code of ours that keeps the extension host from turning to anything else. */
export class StallWatcher {
  private constructor(
    private readonly blocks: BlockWatcher,
    private readonly profile: CpuProfile,
  ) {}

  static async start(): Promise<StallWatcher> {
    const profile = await CpuProfile.start();
    return new StallWatcher(new BlockWatcher(STALL_MS), profile);
  }

  /** @returns a sentence for each stall that is our code's: how long it was, and where */
  async stop(): Promise<string[]> {
    this.blocks.stop();
    const profile = await this.profile.stop();
    return this.blocks.blocks.flatMap((block) => {
      const { share, where } = profile.shareOf(isOurs, block);
      const busy = Math.round(block.busy * share);
      return busy < STALL_MS ? [] : [`blocked for ${busy} ms in ${where}`];
    });
  }
}

/** The editor and its other extensions run here as well. */
function isOurs(url: string): boolean {
  return url.includes(extension().extensionPath) && !url.includes("/node_modules/");
}

/** Fails each test of the suite that calls this in which the extension host stalls. */
export function failsOnStalls(): void {
  let watcher: StallWatcher | undefined;
  beforeEach("watch for stalls", async () => {
    watcher = await StallWatcher.start();
  });
  afterEach("no stall", async () => {
    const stalls = await watcher?.stop();
    assert.deepEqual(stalls, [], `The extension host was ${stalls?.join("; ")}.`);
  });
}
