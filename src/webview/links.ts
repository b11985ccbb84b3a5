/** Where a link in an answer may lead: out to the browser or mail, to a place in the workspace, or nowhere. */
import type { PlaceView } from "../chat/protocol";

export type LinkTarget =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "place"; readonly place: PlaceView };

const external = /^(?:https?:\/\/|mailto:)[^\s]/i;

/** A path, then perhaps `:10`, `:10-20`, `:10:5`, `#L10`, `#L10-L20` or `#L10C5-L20C7`. */
const fileLink =
  /^(?<path>[^#?:]+)(?:(?::(?<line>\d{1,9})(?:[-–](?<to>\d{1,9})|:\d{1,9})?)|#L(?<hashLine>\d{1,9})(?:C\d{1,9})?(?:[-–]L?(?<hashTo>\d{1,9})(?:C\d{1,9})?)?)?$/;

/** `undefined` for everything that is neither http(s), mailto nor a relative path: such a link is shown as text. */
export function linkTarget(href: string): LinkTarget | undefined {
  if (external.test(href)) return URL.canParse(href) ? { kind: "url", url: href } : undefined;
  const place = placeOf(href);
  return place && { kind: "place", place };
}

function placeOf(href: string): PlaceView | undefined {
  const groups = fileLink.exec(href)?.groups;
  const path = decode(groups?.["path"] ?? "")?.replace(/^\.\//, "");
  if (!path || /^[/\\~]|[\\:]|\p{Cc}/u.test(path) || path.split("/").includes("..")) return undefined;
  const line = groups?.["line"] ?? groups?.["hashLine"];
  if (line === undefined) return { path };
  // `tel:123` is a scheme, `a.ts:123` and `src/Makefile:123` are places.
  if (groups?.["line"] !== undefined && !/[./]/.test(path)) return undefined;
  const startLine = Number(line);
  const to = groups?.["to"] ?? groups?.["hashTo"];
  return { path, startLine, endLine: to === undefined ? startLine : Math.max(startLine, Number(to)) };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** `src/a.ts:10–20`, as shown on a button. */
export function placeLabel({ path, startLine, endLine }: PlaceView): string {
  if (startLine === undefined) return path;
  return endLine === undefined || endLine === startLine ? `${path}:${startLine}` : `${path}:${startLine}–${endLine}`;
}
