import type { Snapshot } from "../snapshot";
import { identifiersIn } from "./identifiers";
import type { ContextQuery } from "./source";

/** Lines before and after the cursor whose names tell what is being written. */
const BEFORE = 24;
const AFTER = 12;

export function queryAt(snapshot: Snapshot): ContextQuery {
  const { document, path, languageId, prefix, suffix } = snapshot;
  const near = new Map<string, number>();
  const note = (line: string, weight: number) => {
    for (const name of identifiersIn(line)) near.set(name, Math.max(weight, near.get(name) ?? 0));
  };
  const before = lastLines(prefix, BEFORE);
  before.forEach((line, at) => note(line, (at + 1) / before.length));
  firstLines(suffix, AFTER).forEach((line, at) => note(line, 1 - at / AFTER));
  return { document, path, languageId, prefix, suffix, near, present: new Set(identifiersIn(`${prefix}\n${suffix}`)) };
}

function lastLines(text: string, count: number): string[] {
  let start = text.length;
  for (let line = 0; line < count && start > 0; line++) start = text.lastIndexOf("\n", start - 1);
  return text.slice(Math.max(0, start)).split("\n");
}

function firstLines(text: string, count: number): string[] {
  let end = 0;
  for (let line = 0; line < count && end !== -1; line++) end = text.indexOf("\n", end + 1);
  return (end === -1 ? text : text.slice(0, end)).split("\n");
}
