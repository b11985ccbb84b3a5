import * as z from "zod";
import type { CallConsent } from "../../../../src/chat/calls";
import type { Outcome, Tool, ToolContext } from "../../../../src/chat/tools/tool";
import { zodArguments } from "../../../../src/chat/tools/zodArguments";
import type { Turn } from "../../../../src/chat/turn";
import type { WorkspacePort } from "../../../../src/workspace/port";

/** A workspace with nothing in it; the tools here need none. */
export const noWorkspace: WorkspacePort = {
  roots: [{ name: "demo", system: "memory://", path: "/demo" }],
  ignoresCase: false,
  isTrusted: true,
  follow: (address) => ({ kind: "nothing", real: address }),
  isInGitDirectory: () => false,
  kind: async () => undefined,
  list: async () => [],
  read: async function* () {},
  untitled: () => undefined,
  excluded: () => undefined,
};

/** Everything within the workspace is allowed, and nobody is asked. */
export const unasked: CallConsent = {
  permit: async () => ({ outside: new Map(), refused: new Map() }),
  isTainted: () => false,
};

/** What a turn tells and asks of whoever runs it, for tests that do not care. */
export const unwatched: Pick<Turn, "waiting" | "asking" | "budget" | "costOf" | "consent"> = {
  consent: unasked,
  waiting: () => {},
  asking: () => {},
  budget: 0,
  costOf: () => undefined,
};

const said = z.object({ text: z.string(), times: z.number().optional() });

/** Gives back what it is given. */
export const echo: Tool<z.infer<typeof said>> = {
  name: "echo",
  description: "Gives back what it is given.",
  ...zodArguments(said),
  label: (args) => `Echo ${args.text}`,
  place: (args) => ({ path: args.text }),
  does: ["reads"],
  effects: (args) => [{ kind: "reads", path: args.text }],
  run: async (args) => ({ ok: true, summary: "1 echo", content: args.text }),
};

export const broken: Tool<object> = {
  name: "broken",
  description: "Throws.",
  ...zodArguments(z.object({})),
  label: () => "Break",
  does: [],
  effects: () => [],
  run: () => Promise.reject(new Error("the disk is gone")),
};

/** A tool whose calls end when they are told to, and which tells what has begun. */
export class Gated implements Tool<{ readonly text: string }> {
  readonly description = "Waits.";
  /** The texts of the calls that have begun, in order. */
  readonly begun: string[] = [];
  readonly signals = new Map<string, AbortSignal>();
  private readonly ends = new Map<string, (outcome: Outcome) => void>();
  private woken = () => {};
  readonly schema: Tool["schema"];
  readonly parse: Tool<{ readonly text: string }>["parse"];
  readonly does: Tool["does"];

  constructor(
    readonly name: string,
    private readonly kind: "reads" | "writes",
  ) {
    this.does = [kind];
    ({ schema: this.schema, parse: this.parse } = zodArguments(z.object({ text: z.string() })));
  }

  label = ({ text }: { readonly text: string }) => `${this.name} ${text}`;
  effects = ({ text }: { readonly text: string }) => [{ kind: this.kind, path: text }];
  run = ({ text }: { readonly text: string }, _context: ToolContext, signal: AbortSignal) => {
    this.begun.push(text);
    this.signals.set(text, signal);
    this.woken();
    return new Promise<Outcome>((resolve) => this.ends.set(text, resolve));
  };

  async untilBegun(count: number): Promise<void> {
    while (this.begun.length < count) {
      await new Promise<void>((resolve) => {
        this.woken = resolve;
      });
    }
  }

  end(text: string): void {
    this.ends.get(text)?.({ ok: true, summary: "done", content: text });
  }
}

/** A tool that never comes to an end, and tells when it has begun and whether it was told to stop. */
export class Hanging implements Tool<object> {
  readonly name = "hang";
  readonly description = "Hangs.";
  readonly schema = { type: "object" };
  readonly begun: Promise<AbortSignal>;
  private begin: (signal: AbortSignal) => void = () => {};

  constructor() {
    this.begun = new Promise((resolve) => {
      this.begin = resolve;
    });
  }

  parse = () => ({ ok: true, args: {} }) as const;
  label = () => "Hang";
  readonly does = [];
  effects = () => [];
  run = (_args: object, _context: ToolContext, signal: AbortSignal) => {
    this.begin(signal);
    return new Promise<never>(() => {});
  };
}
