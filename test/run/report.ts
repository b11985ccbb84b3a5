import type { Outcome } from "./fileResults";

const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

/** What a file's tests came to, below their `describe`s. @param seconds what it took, hooks included */
export function blockOf(title: string, outcomes: readonly Outcome[], seconds: number): string {
  const lines = [`\n── ${title} (${seconds.toFixed(1)} s) ──`];
  let shown: readonly string[] = [];
  for (const { path, title, state, ms = 0, error } of outcomes) {
    let same = 0;
    while (same < path.length && path[same] === shown[same]) same++;
    for (const [depth, heading] of path.entries()) if (depth >= same) lines.push("  ".repeat(depth + 1) + heading);
    shown = path;
    const mark = { passed: "✔", failed: "✘ failed:", skipped: "- skipped:" }[state];
    const indent = "  ".repeat(path.length + 1);
    lines.push(`${indent}${mark} ${title}${ms > 75 ? ` (${ms}ms)` : ""}`);
    if (error) lines.push(indented(error, `${indent}  `));
  }
  return lines.join("\n");
}

export interface Failure extends Outcome {
  /** The suite and the file. */
  readonly where: string;
}

/** All that failed, once more. */
export function failuresOf(failures: readonly Failure[]): string {
  const each = failures.map(({ where, path, title, error = "" }, at) => {
    const name = [where, ...path, title].join(" › ");
    return `${at + 1}) ${name}\n${indented(error, "     ")}`;
  });
  return each.length === 0 ? "" : `\n── what failed ──\n${each.join("\n\n")}`;
}
