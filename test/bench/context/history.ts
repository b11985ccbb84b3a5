import { execFileSync } from "node:child_process";
import type { Edit } from "../../../src/completion/context/port";
import type { Hunk } from "./hunks";
import type { Repository } from "./repository";

const MOST = 6;
/** A line this long is not the same by chance. */
const TELLING = 12;

/**
 * What a person may have edited before: the changes to other files in the commit before the one that last touched the
 * hunk's file. A change that holds one of the hidden lines (the file was renamed since) is left out.
 */
export function editsBefore({ folder, git }: Repository, { snapshot, lines }: Hunk): Edit[] {
  if (!git) return [];
  const run = (...args: string[]) =>
    execFileSync("git", args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 2 ** 26,
    });
  const last = run("log", "-1", "--format=%H", "--", snapshot.path).trim();
  const before = last === "" ? "" : run("rev-list", "-1", "--skip=1", last).trim();
  if (before === "") return [];
  const hidden = lines.map((line) => line.trim()).filter((line) => line.length >= TELLING);
  return editsIn(run("show", "--unified=0", "--format=", "--no-color", "--no-renames", before))
    .filter(({ path, after }) => path !== snapshot.path && !after.some((line) => hidden.includes(line.trim())))
    .slice(-MOST);
}

function editsIn(diff: string): Edit[] {
  return diff.split(/^diff --git .*$/m).flatMap((file) => {
    const path = /^\+\+\+ b\/(.*)$/m.exec(file)?.[1];
    if (path === undefined) return [];
    return [...file.matchAll(/^@@ -\S+ \+(\d+)\S* @@.*\n((?:[-+ \\].*\n?)*)/gm)].map(([, line, body = ""]) => {
      const having = (sign: string) =>
        body
          .split("\n")
          .filter((text) => text.startsWith(sign))
          .map((text) => text.slice(1));
      return { path, line: Number(line) - 1, before: having("-"), after: having("+") };
    });
  });
}
