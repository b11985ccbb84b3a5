import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useHost } from "./host";

/** So many turns more at each wish. */
const page = 30;

/**
 * Asks for turns that the page has not, and keeps what is read in its place when they come.
 * @param earlier how many there are
 * @returns what asks for some of them
 */
export function useEarlierTurns(
  scroller: RefObject<HTMLElement | null>,
  conversation: string,
  earlier: number,
): () => void {
  const host = useHost();
  const fromEnd = useRef<number>(undefined);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && fromEnd.current !== undefined) element.scrollTop = element.scrollHeight - fromEnd.current;
    fromEnd.current = undefined;
  }, [earlier]);

  return () => {
    const element = scroller.current;
    if (element) fromEnd.current = element.scrollHeight - element.scrollTop;
    host.post({ type: "ready", from: { conversation, turn: Math.max(0, earlier - page) } });
  };
}
