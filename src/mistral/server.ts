/**
 * The base address for the SDK, which adds `/v1/…` itself: no trailing slash, no `/v1` typed by habit, a path kept.
 * @returns undefined if `setting` is not an http(s) address.
 */
export function baseAddress(setting: string): string | undefined {
  let url: URL;
  try {
    url = new URL(setting.trim());
  } catch {
    return undefined;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return undefined;
  }
  const path = url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
  return url.origin + path;
}

/** How a server is named to a person: without the scheme, so that it reads in a sentence. Credentials in it never show. */
export function serverName(setting: string): string {
  const base = baseAddress(setting);
  return base === undefined ? setting : base.replace(/^https?:\/\//, "");
}
