/** The day of a moment in this machine's time zone: `2026-11-21`. @param at milliseconds since 1970 */
export function dayOf(at: number): string {
  const day = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The days of a period that ends with the day of `now`, in order. @param now milliseconds since 1970 */
export function daysUntil(now: number, count: number): string[] {
  const today = new Date(now);
  const day = (back: number) => new Date(today.getFullYear(), today.getMonth(), today.getDate() - back);
  return Array.from({ length: count }, (_none, at) => dayOf(day(count - 1 - at).getTime()));
}
