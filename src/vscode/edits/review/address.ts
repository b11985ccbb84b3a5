import * as vscode from "vscode";
import { REVIEW_SCHEME } from "../../documents";

/** Which text of which file of which review an address means. */
export interface ReviewPlace {
  /** The review's id. */
  readonly id: string;
  readonly side: Side;
  /** The file's place in the review. */
  readonly at: number;
}

export type Side = "before" | "after";

/** The address of one side, under the name of the file at `uri`. The id must be one of letters, digits and `-`. */
export function addressOf({ id, side, at }: ReviewPlace, uri: vscode.Uri): vscode.Uri {
  // An untitled document's path begins without a slash, which no address with an authority may.
  const path = uri.path.startsWith("/") ? uri.path : `/${uri.path}`;
  return vscode.Uri.from({ scheme: REVIEW_SCHEME, authority: `${side}.${at}.${id}`, path });
}

/** Undefined for every other address. */
export function placeOf({ scheme, authority }: vscode.Uri): ReviewPlace | undefined {
  const [, side, at, id] = /^(before|after)\.(\d+)\.(.+)$/.exec(authority) ?? [];
  return scheme === REVIEW_SCHEME && (side === "before" || side === "after") && id !== undefined
    ? { id, side, at: Number(at) }
    : undefined;
}
