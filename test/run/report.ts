import type { Outcome } from "./fileResults";

const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

/** What a file's tests came to, below their `describe`s. */
export function blockOf(title: string, outcomes: readonly Outcome[]): string {
  const lines = [`\n── ${title} ──`];
  let shown: readonly string[] = [];
  for (const { path, title, state, ms = 0 } of outcomes) {
    let same = 0;
    while (same < path.length && path[same] === shown[same]) same++;
    for (const [depth, heading] of path.entries()) if (depth >= same) lines.push("  ".repeat(depth + 1) + heading);
    shown = path;
    const mark = { passed: "✔", failed: "✘ failed:", skipped: "- skipped:" }[state];
    lines.push(`${"  ".repeat(path.length + 1)}${mark} ${title}${ms > 75 ? ` (${ms}ms)` : ""}`);
  }
  return lines.join("\n");
}

export interface Failure extends Outcome {
  /** The suite and the file. */
  readonly where: string;
}

/** All that failed, with the errors. */
export function failuresOf(failures: readonly Failure[]): string {
  const each = failures.map(({ where, path, title, error = "" }, at) => {
    const name = [where, ...path, title].join(" › ");
    return `${at + 1}) ${name}\n${indented(error, "     ")}`;
  });
  return each.length === 0 ? "" : `\n── what failed ──\n${each.join("\n\n")}`;
}
