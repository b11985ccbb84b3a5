import type { Misfit } from "./applyAnswer";

/** Names with a dot in front decide what runs on this machine, or what an agent may do: never written by a model. */
const PROTECTED = /^\.|\.code-workspace$|~\d/i;
/** What some system takes for another name: a drive or a stream, a control character, a final dot or space. */
const TREACHEROUS = /[:\p{Cc}]|[. ]$/u;

/**
 * Where a model may put a new file.
 * @returns the path, cleaned, relative to the workspace folder
 */
export function newFilePath(path: string): { readonly relative: string } | Misfit {
  const slashed = path.trim().replaceAll("\\", "/");
  const parts = slashed.split("/").filter((part) => part !== "" && part !== ".");
  if (slashed.startsWith("/") || parts.length === 0 || parts.some((part) => TREACHEROUS.test(part))) {
    return {
      sentence: `The model wants to write to ${path}, which is outside the workspace folder; nothing was written.`,
    };
  }
  const relative = parts.join("/");
  if (parts.some((part) => PROTECTED.test(part))) {
    return { sentence: `The model wants to write to ${relative}, which is a settings file; nothing was written.` };
  }
  return { relative };
}
