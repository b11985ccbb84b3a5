import { Branches } from "./branches";
import type { History } from "./history";
import type { ChatEvent, ToWebview } from "./protocol";

/** What was on the screen last, from the disk alone: there before what asks a model is loaded. */
export function rememberedBy(history: Pick<History, "latest" | "load">): ToWebview {
  const conversation = history.latest();
  const { events, branches } = conversation === undefined ? new Branches() : history.load(conversation);
  const model = modelOf(events);
  return {
    type: "snapshot",
    conversation: conversation ?? "",
    seq: events.length,
    events,
    branches,
    status: { busy: false, ...(model === undefined ? {} : { model }) },
  };
}

/** The model that answered last. */
export function modelOf(events: readonly ChatEvent[]): string | undefined {
  return events.findLast((event) => event.kind === "model")?.model;
}
