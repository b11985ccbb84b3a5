import type { ChatEvent, Cure } from "./protocol";

/** Whether the last turn is over. */
export function hasEnded(events: readonly ChatEvent[]): boolean {
  const last = events.findLast((event) => event.kind !== "settled" && event.kind !== "unknown");
  return last === undefined || last.kind === "end";
}

/** Whether the last thing that was said is the question whether to go on. */
export function mayGoOn(events: readonly ChatEvent[]): boolean {
  const last = events.findLast(
    ({ kind }) => kind !== "end" && kind !== "model" && kind !== "settled" && kind !== "unknown",
  );
  return last?.kind === "problem" && last.problem.action === "continue";
}

export function isUnsettled(events: readonly ChatEvent[], actions: readonly Cure[]): boolean {
  const last = events.findLast(
    (event) =>
      (event.kind === "settled" && event.actions.some((action) => actions.includes(action))) ||
      (event.kind === "problem" && event.problem.action !== undefined && actions.includes(event.problem.action)),
  );
  return last?.kind === "problem";
}
