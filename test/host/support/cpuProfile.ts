import { type Profiler, Session } from "node:inspector/promises";

const SAMPLE_MICROSECONDS = 1_000;
/** Calls of a stack that are told. */
const SHOWN = 8;

/** What this thread's code does, in samples. */
export class CpuProfile {
  private constructor(private readonly session: Session) {}

  static async start(): Promise<CpuProfile> {
    const session = new Session();
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_MICROSECONDS });
    await session.post("Profiler.start");
    return new CpuProfile(session);
  }

  async stop(): Promise<Samples> {
    // The profile's clock and `performance.now()` begin at different moments.
    const { profile } = await this.session.post("Profiler.stop");
    this.session.disconnect();
    return new Samples(profile, Number(process.hrtime.bigint()) / 1_000_000 - performance.now());
  }
}

/** The samples of a time that is over. */
export class Samples {
  private readonly nodes: ReadonlyMap<number, Profiler.ProfileNode>;
  private readonly parents: ReadonlyMap<number, number>;

  constructor(
    private readonly profile: Profiler.Profile,
    /** Milliseconds from the profile's clock to that of `performance.now()`. */
    private readonly offset: number,
  ) {
    this.nodes = new Map(profile.nodes.map((node) => [node.id, node]));
    this.parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  }

  /** The share (0–1) that code of files that fit has of a stretch of time, with what it calls; and where it was most. */
  shareOf(
    fits: (url: string) => boolean,
    { from, to }: { readonly from: number; readonly to: number },
  ): { share: number; where: string } {
    const nodes = this.between(from, to);
    const stacks = nodes.map((node) => this.stackOf(node)).filter((stack) => stack.some(({ url }) => fits(url)));
    const counts = new Map<string, number>();
    for (const stack of stacks) {
      const where = stack.slice(0, SHOWN).map(nameOf).join(" < ");
      counts.set(where, (counts.get(where) ?? 0) + 1);
    }
    const [busiest] = [...counts].toSorted(([, one], [, other]) => other - one);
    return { share: stacks.length / Math.max(1, nodes.length), where: busiest?.[0] ?? "" };
  }

  private between(from: number, to: number): number[] {
    let at = this.profile.startTime;
    const { samples = [], timeDeltas = [] } = this.profile;
    return samples.filter((_, index) => {
      at += timeDeltas[index] ?? 0;
      const moment = at / 1_000 - this.offset;
      return moment >= from && moment <= to;
    });
  }

  /** The innermost first; the profile's root is left out. */
  private stackOf(node: number): Profiler.ProfileNode["callFrame"][] {
    const frame = this.nodes.get(node)?.callFrame;
    const parent = this.parents.get(node);
    return frame && parent !== undefined ? [frame, ...this.stackOf(parent)] : [];
  }
}

function nameOf({ functionName, url, lineNumber }: Profiler.ProfileNode["callFrame"]): string {
  const place = url ? ` (${url.split("/").slice(-2).join("/")}:${lineNumber + 1})` : "";
  return `${functionName || "a function without a name"}${place}`;
}
