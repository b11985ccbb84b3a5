import { lineAfter, type Snapshot } from "./snapshot";

/** What an editor writes behind the cursor by itself, and the end of the statement behind it. */
const ONLY_CLOSERS = /^[)\]}>"'`]*[;,]?$/;

/** The rest of the cursor's line, if it is nothing but what an editor writes when a bracket or a string is opened; else "". */
export function closersBehind(snapshot: Pick<Snapshot, "suffix">): string {
  const rest = lineAfter(snapshot);
  return ONLY_CLOSERS.test(rest.trim()) ? rest : "";
}
