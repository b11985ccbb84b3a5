import * as vscode from "vscode";
import type { Address } from "../../workspace/address";
import { fileOf } from "./fileOf";

/** Of the file that a document is of. */
export function addressOf(uri: vscode.Uri): Address {
  const { scheme, authority, path } = fileOf(uri);
  return { system: systemOf({ scheme, authority }), path: path.replace(/\/+$/, "") };
}

/** As an open folder writes it, if it is in the file system of one. */
export function uriOf({ system, path }: Address): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => systemOf(uri) === system);
  // `C:` alone would be wherever this process works on that drive.
  const whole = path === "" || /^\/[a-z]:$/i.test(path) ? `${path}/` : path;
  const [scheme = "", authority = ""] = system.split("://");
  return folder ? folder.uri.with({ path: whole }) : vscode.Uri.from({ scheme, authority, path: whole });
}

function systemOf({ scheme, authority }: Pick<vscode.Uri, "authority" | "scheme">): string {
  return `${scheme}://${authority}`.toLowerCase();
}
