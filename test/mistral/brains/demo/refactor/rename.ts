import type { EditRule } from "./rule";

const request = /\brename\s+[`'"]?(?<from>[\w$]+)[`'"]?\s+(?:to|into|as)\s+[`'"]?(?<to>[\w$]+)/i;

/** "rename A to B": in the target, and in those lines around it that can be told apart. */
export const rename: EditRule = ({ instruction, code, before, after }) => {
  const groups = request.exec(instruction)?.groups;
  const from = groups?.["from"];
  const to = groups?.["to"];
  if (from === undefined || to === undefined) return undefined;
  const word = new RegExp(`(?<![\\w$])${from.replaceAll("$", String.raw`\$`)}(?![\\w$])`, "g");
  const renamed = (text: string) => text.replaceAll(word, () => to);
  const lines = `${before}\n${after}`.split("\n");
  const places = lines.filter((line) => renamed(line) !== line && isOnce(line, before, after));
  return {
    summary: `Renamed ${from} to ${to}.`,
    replacement: renamed(code),
    elsewhere: places.map((line) => ({ find: line, replace: renamed(line) })),
  };
};

const isOnce = (line: string, before: string, after: string): boolean =>
  before.split(line).length + after.split(line).length === 3;
