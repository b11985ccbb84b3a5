import * as fc from "fast-check";
import type { BranchView, ChatEvent, ChatStatus, ToWebview } from "../../../src/chat/protocol";

const id = fc.constantFrom("aaaaaaaaa", "bbbbbbbbb", "ccccccccc");
const words = fc.constantFrom("", "a", "some words ", "```ts\n", "\n\n");

/** Any event, in any order: the view must hold whatever comes. */
export const anyEvent: fc.Arbitrary<ChatEvent> = fc.oneof(
  fc.record({ kind: fc.constant("user" as const), text: words, at: fc.nat() }),
  fc.record({ kind: fc.constant("model" as const), model: words }),
  fc.record({ kind: fc.constant("text" as const), delta: words }),
  fc.record({ kind: fc.constant("thinking" as const), delta: words }),
  fc.record({ kind: fc.constant("toolCall" as const), id, name: words, arguments: words, label: words }),
  fc.record({ kind: fc.constant("toolResult" as const), id, ok: fc.boolean(), summary: words, content: words }),
  fc.record({
    kind: fc.constant("usage" as const),
    usage: fc.record({ prompt: fc.nat(), completion: fc.nat(), cached: fc.nat() }),
  }),
  fc.record({ kind: fc.constant("problem" as const), problem: fc.record({ sentence: words }) }),
  fc.record({ kind: fc.constant("tainted" as const), by: words }),
  fc.record({ kind: fc.constant("unknown" as const), why: fc.constantFrom("newer" as const, "damaged" as const) }),
  fc.record({ kind: fc.constant("end" as const), reason: fc.constantFrom("complete" as const, "stopped" as const) }),
);

export const idle: ChatStatus = { model: "mistral-medium-latest", busy: false };

export function snapshot(
  events: readonly ChatEvent[],
  conversation = "one",
  status = idle,
  branches: readonly BranchView[] = [],
): Extract<ToWebview, { type: "snapshot" }> {
  return {
    ...{ type: "snapshot", conversation, seq: events.length, events, branches, status },
    ...{ earlier: 0, isTold: false },
  };
}

/** The events after the first `from`, as the host sends them one by one. */
export function messages(events: readonly ChatEvent[], from = 0, conversation = "one"): ToWebview[] {
  return events.slice(from).map((event, i) => ({ type: "event", conversation, seq: from + i + 1, event }));
}
