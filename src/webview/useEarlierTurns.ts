import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** So many turns are rendered at first, and so many more at each wish; a long history would take seconds. */
const page = 20;

interface EarlierTurns {
  /** The first turn that is rendered. */
  readonly first: number;
  readonly showEarlier: () => void;
}

/** Leaves the earlier turns of a long conversation out until they are wanted, and keeps what is read in its place. */
export function useEarlierTurns(
  scroller: RefObject<HTMLElement | null>,
  turnCount: number,
  restoredTurn: number | undefined,
): EarlierTurns {
  const [first, setFirst] = useState(Math.max(0, Math.min(turnCount - page, restoredTurn ?? turnCount)));
  const fromEnd = useRef<number>(undefined);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && fromEnd.current !== undefined) element.scrollTop = element.scrollHeight - fromEnd.current;
    fromEnd.current = undefined;
  }, [first]);

  return {
    first: Math.min(first, Math.max(0, turnCount - page)),
    showEarlier: () => {
      const element = scroller.current;
      if (element) fromEnd.current = element.scrollHeight - element.scrollTop;
      setFirst(Math.max(0, first - page));
    },
  };
}
