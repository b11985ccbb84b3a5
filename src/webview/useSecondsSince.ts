import { useEffect, useState } from "preact/hooks";

const SECOND = 1000;

/** The whole seconds that have passed, with those that had passed before; another one each second. */
export function useSecondsSince(milliseconds: number): number {
  const [passed, setPassed] = useState(Math.floor(milliseconds / SECOND));
  useEffect(() => {
    const start = performance.now() - milliseconds;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const now = performance.now() - start;
      setPassed(Math.floor(now / SECOND));
      timer = setTimeout(tick, SECOND - (now % SECOND));
    };
    tick();
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}
