import type { ChatEvent } from "./protocol";

/** So many turns a page is given at first, and so many more at each wish: a long chat would take it seconds. */
export const TURNS_AT_ONCE = 30;

/** What a page is given of a conversation. */
export interface Shown {
  readonly events: readonly ChatEvent[];
  /** How many turns before them it is not given. */
  readonly earlier: number;
}

/** The last turns of a conversation, text that came in pieces as one. @param from from this turn on, from 0, if that is more */
export function shownOf(events: readonly ChatEvent[], from = Number.POSITIVE_INFINITY): Shown {
  const starts = events.flatMap((event, at) => (event.kind === "user" ? [at] : []));
  const earlier = Math.max(0, Math.min(from, starts.length - TURNS_AT_ONCE));
  return { events: joined(earlier === 0 ? events : events.slice(starts[earlier])), earlier };
}

function joined(events: readonly ChatEvent[]): ChatEvent[] {
  const all: ChatEvent[] = [];
  let pieces: string[] = [];
  const add = (event: ChatEvent, at: number) => {
    if (event.kind !== "text" && event.kind !== "thinking") {
      all.push(event);
      return;
    }
    pieces.push(event.delta);
    if (events[at + 1]?.kind !== event.kind) {
      all.push({ kind: event.kind, delta: pieces.join("") });
      pieces = [];
    }
  };
  events.forEach(add);
  return all;
}
