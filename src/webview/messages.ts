import * as z from "zod/mini";
import type { ChatEvent, ProblemView, ToWebview } from "../chat/protocol";

const count = z.int().check(z.nonnegative());
const milliseconds = z.number().check(z.nonnegative());
const place = z.object({ path: z.string(), startLine: z.exactOptional(count), endLine: z.exactOptional(count) });
const cure = z.enum([
  ...(["setApiKey", "manageApiKeys", "pickChatModel", "retry"] as const),
  ...(["continue", "showLog", "openSettings", "newChat"] as const),
]);
const problem: z.ZodMiniType<ProblemView> = z.object({
  sentence: z.string(),
  action: z.exactOptional(cure),
  hint: z.exactOptional(z.object({ url: z.string(), label: z.string(), about: z.string() })),
});
const usage = z.object({ prompt: z.number(), completion: z.number(), cached: z.number() });
const source = z.object({
  path: z.string(),
  lines: z.exactOptional(z.object({ first: count, last: count })),
  characters: count,
});

const event: z.ZodMiniType<ChatEvent> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("user"),
    text: z.string(),
    context: z.exactOptional(place),
    quoted: z.exactOptional(count),
    at: z.number(),
  }),
  z.object({ kind: z.literal("model"), model: z.string() }),
  z.object({ kind: z.literal("text"), delta: z.string() }),
  z.object({ kind: z.literal("thinking"), delta: z.string() }),
  z.object({
    ...{ kind: z.literal("toolCall"), id: z.string(), name: z.string(), arguments: z.string(), label: z.string() },
    place: z.exactOptional(place),
  }),
  z.object({
    ...{ kind: z.literal("toolResult"), id: z.string(), ok: z.boolean(), summary: z.string(), content: z.string() },
    sources: z.exactOptional(z.array(source)),
  }),
  z.object({ kind: z.literal("tainted"), by: z.string() }),
  z.object({ kind: z.literal("usage"), usage }),
  z.object({ kind: z.literal("problem"), problem }),
  z.object({
    kind: z.literal("end"),
    reason: z.enum(["complete", "length", "stopped", "problem", "interrupted"]),
  }),
  z.object({ kind: z.literal("unknown"), why: z.enum(["newer", "damaged"]) }),
  z.object({ kind: z.literal("settled"), actions: z.array(cure), sentence: z.string() }),
]);

const question = z.object({
  ...{ id: z.string(), sentence: z.string(), about: z.array(z.string()), notes: z.array(z.string()) },
  choices: z.array(z.enum(["once", "chat", "workspace", "notNow", "never"])),
});

const status = z.object({
  model: z.exactOptional(z.string()),
  busy: z.boolean(),
  blocked: z.exactOptional(problem),
  notice: z.exactOptional(problem),
  queue: z.exactOptional(z.array(z.object({ id: count, text: z.string() }))),
  isQueueHeld: z.exactOptional(z.boolean()),
  question: z.exactOptional(question),
  waiting: z.exactOptional(z.object({ sentence: z.string(), milliseconds, attempt: z.exactOptional(z.string()) })),
  silentFor: z.exactOptional(milliseconds),
});

const MESSAGE: z.ZodMiniType<ToWebview> = z.discriminatedUnion("type", [
  z.object({
    ...{ type: z.literal("snapshot"), conversation: z.string(), seq: count, events: z.array(event), earlier: count },
    branches: z.array(z.object({ question: count, shown: count, of: count })),
    ...{ isTold: z.boolean(), status },
  }),
  z.object({ type: z.literal("event"), conversation: z.string(), seq: count, event }),
  z.object({ type: z.literal("status"), status }),
  z.object({ type: z.literal("labels"), cures: z.record(cure, z.string()) }),
  z.object({ type: z.literal("tokenColors"), colors: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal("draft"), text: z.string() }),
  z.object({ type: z.literal("examples"), examples: z.array(z.string()) }),
  z.object({ type: z.literal("edit"), text: z.string() }),
  z.object({ type: z.literal("focus") }),
  z.object({ type: z.literal("accepted"), sendId: count }),
  z.object({ type: z.literal("rejected"), sendId: count, problem }),
]);

/** What was posted to the page, if it is a message of the host's: other frames of the window can post, too. */
export function toWebview(value: unknown): ToWebview | undefined {
  return MESSAGE.safeParse(value).data;
}
