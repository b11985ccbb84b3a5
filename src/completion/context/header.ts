/** What stands before the text of a file in Codestral's form for several files. */
export function headerOf(path: string): string {
  return `+++++ ${path}\n`;
}

/**
 * How a file is named beside the one at `from`: from the workspace's root, or as an import would say it
 * (`./beside.ts`, `../near.ts`) where that is shorter.
 */
export function shortPath(path: string, from: string): string {
  const there = path.split("/");
  const here = from.split("/").slice(0, -1);
  let common = 0;
  while (common < there.length - 1 && common < here.length && there[common] === here[common]) common++;
  const up = here.length - common;
  const relative = `${up === 0 ? "./" : "../".repeat(up)}${there.slice(common).join("/")}`;
  return relative.length < path.length ? relative : path;
}
