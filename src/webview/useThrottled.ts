import { useEffect, useRef, useState } from "preact/hooks";

/** The value, or an earlier one of at most `interval` milliseconds ago. */
export function useThrottled<T>(value: T, interval: number): T {
  const shown = useRef({ value, since: -Infinity });
  const [, setWakes] = useState(0);
  const now = performance.now();
  const wait = shown.current.since + interval - now;
  if (wait <= 0 && shown.current.value !== value) shown.current = { value, since: now };
  const behind = shown.current.value !== value;
  useEffect(() => {
    if (!behind) return undefined;
    const timer = setTimeout(() => setWakes((count) => count + 1), wait);
    return () => clearTimeout(timer);
  });
  return shown.current.value;
}
