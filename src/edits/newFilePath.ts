import type { Misfit } from "./applyAnswer";

/** Files that decide what runs on this machine, or what an agent may do: never written by a model. */
const PROTECTED = [/^\.[^/]*\//, /(^|\/)\.git(\/|$)/, /\.code-workspace$/i, /(^|\/)\.[^/]*rc$/i, /(^|\/)\.env/i];

/**
 * Where a model may put a new file.
 * @returns the path, cleaned, relative to the workspace folder
 */
export function newFilePath(path: string): { readonly relative: string } | Misfit {
  const slashed = path.trim().replaceAll("\\", "/").replace(/^\.\//, "");
  const parts = slashed.split("/").filter((part) => part !== "" && part !== ".");
  if (slashed.startsWith("/") || /^[a-zA-Z]:/.test(slashed) || parts.includes("..") || parts.length === 0) {
    return {
      sentence: `The model wants to write to ${path}, which is outside the workspace folder; nothing was written.`,
    };
  }
  const relative = parts.join("/");
  if (PROTECTED.some((pattern) => pattern.test(relative))) {
    return { sentence: `The model wants to write to ${relative}, which is a settings file; nothing was written.` };
  }
  return { relative };
}
