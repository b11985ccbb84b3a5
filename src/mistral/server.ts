/** Addresses that people copy from a server's manual. */
const ENDPOINT = /\/v1(\/(models|(chat\/|fim\/)?completions))?$/;

/**
 * The base address for the SDK, which adds `/v1/…` itself: no trailing slash, no `/v1` typed by habit, a path kept;
 * credentials, query and fragment are left out.
 * @returns undefined if `setting` is not an http(s) address.
 */
export function baseAddress(setting: string): string | undefined {
  let url: URL;
  try {
    url = new URL(setting.trim());
  } catch {
    return undefined;
  }
  // A socket's path would be asked for at a host of the name `unix`.
  if (!/^https?:$/.test(url.protocol) || /^https?:\/\/unix:\//i.test(setting.trim())) {
    return undefined;
  }
  const path = url.pathname.replace(/\/+$/, "").replace(ENDPOINT, "");
  return url.origin + path;
}

/** How a server is named to a person: without the scheme, so that it reads in a sentence. Secrets in it never show. */
export function serverName(setting: string): string {
  const base = baseAddress(setting);
  return base === undefined ? withoutSecrets(setting) : base.replace(/^https?:\/\//, "");
}

function withoutSecrets(address: string): string {
  return address.replace(/[?#].*$/s, "").replace(/^([a-z][\w+.-]*:\/\/)?[^/\s]*@/i, "$1");
}
