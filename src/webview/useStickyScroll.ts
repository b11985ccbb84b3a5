import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type ScrollPlace, useHost } from "./host";

/** So near to the end counts as at the end, in pixels. */
const near = 8;

interface StickyScroll {
  /** What scrolls; its only child holds the turns. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The end is out of sight and not followed. */
  readonly away: boolean;
  readonly toBottom: () => void;
  /** Stops following the end, as when a person opens something that makes the text longer. */
  readonly letGo: () => void;
}

/**
 * Follows the end of what grows as long as the person is there, jumps to it when a turn of theirs begins, and comes
 * back to where they were after a reload.
 */
export function useStickyScroll(conversation: string, turnCount: number): StickyScroll {
  const host = useHost();
  const scroller = useRef<HTMLDivElement>(null);
  const saved = useRef(host.saved().scroll).current;
  const restored = saved?.conversation === conversation ? saved : undefined;
  const sticking = useRef(!restored);
  const [away, setAway] = useState(false);
  const seenTurns = useRef(0);

  const toBottom = () => {
    sticking.current = true;
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    const isFirst = seenTurns.current === 0;
    const grew = turnCount > seenTurns.current;
    seenTurns.current = turnCount;
    if (!element || !grew) return;
    if (isFirst && restored) restore(element, restored);
    else toBottom();
  }, [turnCount]);

  useEffect(() => {
    const element = scroller.current;
    const save = () => element && host.save({ scroll: sticking.current ? undefined : placeIn(element, conversation) });
    return element ? follow(element, sticking, setAway, save) : undefined;
  }, []);

  return {
    scroller,
    away,
    toBottom,
    letGo: () => {
      sticking.current = false;
    },
  };
}

function follow(
  element: HTMLElement,
  sticking: { current: boolean },
  setAway: (away: boolean) => void,
  onScrollEnd: () => void,
) {
  let lastTop = element.scrollTop;

  const onResize = () => {
    if (sticking.current) element.scrollTop = element.scrollHeight;
    else setAway(distance(element) > near);
  };
  const onScroll = () => {
    if (distance(element) <= near) sticking.current = true;
    else if (element.scrollTop < lastTop) sticking.current = false;
    lastTop = element.scrollTop;
    setAway(!sticking.current);
  };

  const resizes = new ResizeObserver(onResize);
  for (const observed of [element, ...element.children]) resizes.observe(observed);
  element.addEventListener("scroll", onScroll, { passive: true });
  element.addEventListener("scrollend", onScrollEnd);
  return () => {
    resizes.disconnect();
    element.removeEventListener("scroll", onScroll);
    element.removeEventListener("scrollend", onScrollEnd);
  };
}

const distance = (element: HTMLElement) => element.scrollHeight - element.scrollTop - element.clientHeight;

function placeIn(element: HTMLElement, conversation: string): ScrollPlace {
  const { top } = element.getBoundingClientRect();
  const turns = [...element.querySelectorAll<HTMLElement>("[data-turn]")];
  const turn = turns.find((candidate) => candidate.getBoundingClientRect().bottom > top);
  return {
    conversation,
    turn: Number(turn?.dataset["turn"] ?? 0),
    offset: turn ? top - turn.getBoundingClientRect().top : 0,
  };
}

function restore(element: HTMLElement, { turn, offset }: ScrollPlace): void {
  const target = element.querySelector(`[data-turn="${turn}"]`);
  if (!target) return;
  element.scrollTop += target.getBoundingClientRect().top - element.getBoundingClientRect().top + offset;
}
