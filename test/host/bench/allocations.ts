import { type HeapProfiler, Session } from "node:inspector/promises";

/** One sample for about so many bytes. */
const INTERVAL = 2_048;

/** Estimated, in bytes. What has been collected since counts. */
export interface Allocations {
  /** By code of ours and what Node does for it. */
  readonly own: number;
  /** By the editor while our code calls it. */
  readonly editor: number;
}

/** Takes account of what is allocated below functions of files that fit. */
export async function allocatedBy(fits: (url: string) => boolean, code: () => Promise<void>): Promise<Allocations> {
  const session = new Session();
  session.connect();
  await session.post("HeapProfiler.enable");
  await session.post("HeapProfiler.startSampling", {
    samplingInterval: INTERVAL,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  try {
    await code();
    const { profile } = await session.post("HeapProfiler.stopSampling");
    return below(profile.head, undefined, fits);
  } finally {
    session.disconnect();
  }
}

function below(
  { callFrame: { url }, selfSize, children }: HeapProfiler.SamplingHeapProfileNode,
  caller: keyof Allocations | undefined,
  fits: (url: string) => boolean,
): Allocations {
  const who = fits(url) ? "own" : caller && url.includes("extensionHostProcess") ? "editor" : caller;
  const sum = { own: 0, editor: 0 };
  if (who) sum[who] += selfSize;
  for (const child of children) {
    const { own, editor } = below(child, who, fits);
    sum.own += own;
    sum.editor += editor;
  }
  return sum;
}
