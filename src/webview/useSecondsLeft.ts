import { useEffect, useState } from "preact/hooks";
import type { WaitView } from "../chat/protocol";

const SECOND = 1000;

/** The whole seconds that are left of a wait, the begun one counted; another one each second, down to 0. */
export function useSecondsLeft(waiting: WaitView): number {
  const [left, setLeft] = useState(Math.ceil(waiting.milliseconds / SECOND));
  useEffect(() => {
    const end = performance.now() + waiting.milliseconds;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const milliseconds = Math.max(0, end - performance.now());
      setLeft(Math.ceil(milliseconds / SECOND));
      if (milliseconds > 0) timer = setTimeout(tick, milliseconds % SECOND || SECOND);
    };
    tick();
    return () => clearTimeout(timer);
  }, [waiting]);
  return left;
}
