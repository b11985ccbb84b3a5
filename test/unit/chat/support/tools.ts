import * as z from "zod";
import type { Tool } from "../../../../src/chat/tools/tool";
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

/** What a turn tells and asks of whoever runs it, for tests that do not care. */
export const unwatched: Pick<Turn, "waiting" | "asking" | "budget" | "costOf"> = {
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
  parameters: said,
  label: (args) => `Echo ${args.text}`,
  place: (args) => ({ path: args.text }),
  run: async (args) => ({ ok: true, summary: "1 echo", content: args.text }),
};

export const broken: Tool<object> = {
  name: "broken",
  description: "Throws.",
  parameters: z.object({}),
  label: () => "Break",
  run: () => Promise.reject(new Error("the disk is gone")),
};

/** A tool that never comes to an end, and tells when it has begun and whether it was told to stop. */
export class Hanging implements Tool<object> {
  readonly name = "hang";
  readonly description = "Hangs.";
  readonly parameters = z.object({});
  readonly begun: Promise<AbortSignal>;
  private begin: (signal: AbortSignal) => void = () => {};

  constructor() {
    this.begun = new Promise((resolve) => {
      this.begin = resolve;
    });
  }

  label = () => "Hang";
  run = (_args: object, _workspace: WorkspacePort, signal: AbortSignal) => {
    this.begin(signal);
    return new Promise<never>(() => {});
  };
}
