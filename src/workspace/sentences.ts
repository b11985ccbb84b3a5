import type { Access } from "./port";

// Why a file is not read or written, for a person and a model, and what can be done about it.

const DONE = { read: "read", write: "written" } as const;

export function outside(name: string, access: Access): string {
  return access === "read"
    ? `${name} is outside the workspace; there, only a file that the person allows can be read.`
    : `${name} is outside the workspace folder, so it is not written. Name a file within it, or add its folder to the workspace.`;
}

/** @param isNew nothing is there yet */
export function leadsOut(name: string, access: Access, isNew: boolean): string {
  return isNew
    ? `${name} leads out of the workspace through a link, so it is not ${DONE[access]}. Name a file within the workspace.`
    : `${name} is a link to a place outside the workspace, so it is not ${DONE[access]}.${access === "read" ? "" : " Add the folder that it leads to to the workspace first."}`;
}

export function notPlain(name: string): string {
  return `${printable(name)} is no plain path. Name the file without “.”, “..”, double slashes and NUL characters.`;
}

export function notFollowed(name: string, why: "loop" | "closed"): string {
  return why === "loop"
    ? `${name} is a link that leads in a circle. Name a file.`
    : `${name} lies in a folder that cannot be looked into. Check its permissions, or name another file.`;
}

export function notAFile(name: string): string {
  return `${name} is a pipe, a socket or a device. Name a file.`;
}

/** @param because what `protectedBecause` says */
export function isProtected(name: string, because: string): string {
  return `${name} is not written by a model, because it ${because}. Change it yourself, or open it and ask for the change there.`;
}

/** @param flaw what `flawOf` says */
export function flawed(name: string, flaw: string): string {
  return `${printable(name)} is not written, because ${flaw}. Choose another name.`;
}

export function notAsWas(name: string): string {
  return `${name} leads elsewhere by now, so it is not read. Ask for it again.`;
}

export function notTrusted(name: string): string {
  return `${name} is not written, because you have not trusted this workspace. Run “Workspaces: Manage Workspace Trust” first.`;
}

export function missing(name: string): string {
  return `${name} does not exist in the workspace.`;
}

export function exists(name: string): string {
  return `${name} exists already, so it is not written anew. Choose another name, or change the file that is there.`;
}

/** Control characters and marks of direction are shown by their code. */
export function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
