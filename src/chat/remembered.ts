import { Branches } from "./branches";
import type { History } from "./history";
import type { Lease } from "./lease";
import type { ChatEvent, ToWebview, TurnPlace } from "./protocol";
import { shownOf } from "./shown";

/** What was on the screen last, from the disk alone: there before what asks a model is loaded. */
export function rememberedBy(
  history: Pick<History, "load">,
  lease: Pick<Lease, "free">,
  from: TurnPlace | undefined,
): ToWebview {
  const conversation = lease.free;
  const { events, branches } = conversation === undefined ? new Branches() : history.load(conversation);
  const model = modelOf(events);
  return {
    type: "snapshot",
    conversation: conversation ?? "",
    seq: events.length,
    ...shownOf(events, from?.conversation === conversation ? from?.turn : undefined),
    isTold: true,
    branches,
    status: { busy: false, ...(model === undefined ? {} : { model }) },
  };
}

/** The model that answered last. */
export function modelOf(events: readonly ChatEvent[]): string | undefined {
  return events.findLast((event) => event.kind === "model")?.model;
}
