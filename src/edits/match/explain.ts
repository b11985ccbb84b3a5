import type { EditProblem } from "./editText";
import type { Nearest } from "./nearest";

/** Longer regions say no more. */
const MOST_SHOWN = 30;
/** Lines that are named of many. */
const MOST_NAMED = 8;

/** What is wrong with each edit of a call, in a form that a model mends its call by. */
export function explainProblems(path: string, problems: readonly EditProblem[], edits: number): string {
  const told = problems.map((problem) => {
    const name = edits > 1 ? `Edit ${problem.edit + 1} of ${edits}: ` : "";
    return name + sentenceFor(path, problem);
  });
  return [`Nothing was changed in ${path}.`, ...told].join("\n");
}

function sentenceFor(path: string, problem: EditProblem): string {
  switch (problem.kind) {
    case "empty":
      return "`find` is empty. Give the lines that are to be changed, as they stand in the file.";
    case "overlaps":
      return "`find` stands only in text that an earlier edit of this call has changed. Join the two edits into one.";
    case "ambiguous":
      return `\`find\` stands in ${path} ${problem.lines.length} times: on ${linesNamed(problem.lines)}. Add lines around it until it fits one place only.`;
    case "missing":
      return missingSentence(path, problem.nearest, problem.partOf);
    case "unfit":
      return problem.unfit === "literal"
        ? `\`find\` stands on line ${problem.line} with another indentation, and the new text has a string over several lines whose white space is content. Give \`find\` and \`replace\` with the indentation of the file.`
        : `\`find\` stands on line ${problem.line} with less indentation than \`find\` has, and lines of \`replace\` cannot be moved as far. Give both with the indentation of the file.`;
  }
}

function missingSentence(path: string, nearest: Nearest | undefined, partOf: readonly number[]): string {
  if (partOf.length > 0) {
    return `\`find\` stands in ${path} only as a part of longer names or deeper indentation, on ${linesNamed(partOf)}. Give whole lines.`;
  }
  if (!nearest) {
    return `\`find\` does not stand in ${path}, and nothing in it is like it. Read the file again.`;
  }
  const { first, lines, differs } = nearest;
  const shown = lines.slice(0, MOST_SHOWN).map((line, at) => `${first + at}|${line}`);
  const cut = lines.length > MOST_SHOWN ? [`… (${lines.length - MOST_SHOWN} more lines)`] : [];
  const difference = differs
    ? [`Line ${differs.line} of \`find\` is ${quoted(differs.wanted)}; the file has ${quoted(differs.there)}.`]
    : ["Its lines are the same but for their indentation or what stands beside them on the first and last line."];
  const range = lines.length > 1 ? `lines ${first} to ${first + lines.length - 1}` : `line ${first}`;
  return [`\`find\` does not stand in ${path}. The nearest is on ${range}:`, ...shown, ...cut, ...difference].join(
    "\n",
  );
}

function linesNamed(lines: readonly number[]): string {
  const named = lines.slice(0, MOST_NAMED).join(", ");
  const more = lines.length > MOST_NAMED ? ` and ${lines.length - MOST_NAMED} more` : "";
  return `${lines.length > 1 ? "lines" : "line"} ${named}${more}`;
}

/** White space at the ends is what is most often wrong, and must be seen. */
function quoted(line: string): string {
  return JSON.stringify(line);
}
