import { extension } from "../support/extension";
import { allocatedBy } from "./allocations";
import { timeOwnCode } from "./ownCode";
import { OwnTime } from "./ownTime";
import { serve } from "./tasks";
import { Typist } from "./typist";

/** Types in a window with the packed extension, all of whose code is timed. */
export async function run(): Promise<void> {
  const own = new OwnTime();
  own.start();
  const provided = timeOwnCode(own);
  const [long, short] = ["long.ts", "short.ts"].map((name) => new Typist(name, own, provided));
  await serve({
    // The editor starts its probe before our extension, which must be active before the first key.
    start: async () => void (await extension().activate()),
    long: (keys) => long?.type(Number(keys)),
    short: (keys) => short?.type(Number(keys)),
    allocated: (keys) => {
      const { extensionPath } = extension();
      return allocatedBy(
        (url) => url.includes(extensionPath),
        async () => void (await long?.type(Number(keys))),
      );
    },
  });
}
