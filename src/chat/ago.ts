const UNITS = [
  ["year", 365 * 24 * 60 * 60],
  ["month", 30 * 24 * 60 * 60],
  ["week", 7 * 24 * 60 * 60],
  ["day", 24 * 60 * 60],
  ["hour", 60 * 60],
  ["minute", 60],
] as const;

/** How long something was ago, such as `2 hours ago`. @param then and now in milliseconds since 1970 */
export function ago(then: number, now: number): string {
  const seconds = Math.floor((now - then) / 1_000);
  const unit = UNITS.find(([, length]) => seconds >= length);
  if (unit === undefined) {
    return "just now";
  }
  const [name, length] = unit;
  return new Intl.RelativeTimeFormat("en").format(-Math.floor(seconds / length), name);
}
