import * as z from "zod/mini";
import type { FromWebview } from "./protocol";

const count = z.int().check(z.nonnegative());
const number = z.int().check(z.positive());
const place = z.strictObject({
  path: z.string(),
  startLine: z.exactOptional(number),
  endLine: z.exactOptional(number),
});
const turn = z.strictObject({ conversation: z.string(), turn: count });
const action = z.enum([
  ...(["setApiKey", "manageApiKeys", "pickChatModel"] as const),
  ...(["continue", "showLog", "openSettings", "newChat"] as const),
]);

const MESSAGE: z.ZodMiniType<FromWebview> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready"), from: z.exactOptional(turn) }),
  z.strictObject({ type: z.literal("send"), sendId: count, text: z.string(), atOnce: z.boolean() }),
  z.strictObject({ type: z.literal("queued"), id: number, become: z.enum(["sent", "edited", "removed"]) }),
  z.strictObject({ type: z.literal("draft"), text: z.string() }),
  z.strictObject({ type: z.literal("stop") }),
  z.strictObject({ type: z.literal("newChat") }),
  z.strictObject({ type: z.literal("copy"), text: z.string() }),
  z.strictObject({ type: z.literal("insert"), text: z.string() }),
  z.strictObject({ type: z.literal("openPlace"), place }),
  z.strictObject({ type: z.literal("openLink"), url: z.string() }),
  z.strictObject({ type: z.literal("askAgain"), question: number, shown: number }),
  z.strictObject({ type: z.literal("showBranch"), question: number, shown: number }),
  z.strictObject({
    ...{ type: z.literal("answer"), question: z.string() },
    choice: z.enum(["once", "chat", "workspace", "notNow", "never"]),
  }),
  z.strictObject({ type: z.literal("action"), action }),
]);

/** What the page sent, if it is a message as the protocol has it. The page shows what models write, and is not trusted. */
export function fromWebview(value: unknown): FromWebview | undefined {
  return MESSAGE.safeParse(value).data;
}
